/// Dead letters as people see and decide them: records that a consumer could not process, kept in PostgreSQL as
/// protected as they were, and asked to be sent again or given up. Whoever reads and sends records is elsewhere.
@NullMarked
package io.clientele.letter;

import org.jspecify.annotations.NullMarked;
