/// What was changed of a record, field by field, and the record as it stood at a time. Derived from the log's before
/// and after images, so that no way of writing escapes it; personal values stay ciphertext until somebody may read
/// them.
@NullMarked
package io.clientele.history;

import org.jspecify.annotations.NullMarked;
