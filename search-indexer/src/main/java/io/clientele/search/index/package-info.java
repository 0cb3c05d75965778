/// Keeping the index: from a change record to the current row in PostgreSQL to a document under the row's WAL position.
/// Late, repeated or shuffled messages do no harm, since a document is always made of what the database holds now.
@NullMarked
package io.clientele.search.index;

import org.jspecify.annotations.NullMarked;
