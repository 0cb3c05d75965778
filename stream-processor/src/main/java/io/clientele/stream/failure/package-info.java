/// What happens to records that can never be processed: they go to the dead letters of their topic, with the reason
/// in headers, and the flow goes on.
@NullMarked
package io.clientele.stream.failure;

import org.jspecify.annotations.NullMarked;
