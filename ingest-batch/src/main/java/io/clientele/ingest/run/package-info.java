/// How any bulk job is run: its row in the ledger, its Spring Batch execution, its end.
/// Jobs stand above this room, claiming above the jobs.
@NullMarked
package io.clientele.ingest.run;

import org.jspecify.annotations.NullMarked;
