/// Claims bulk requests from the scheduler's table, one worker among many, and sees each to its end.
/// A worker that dies loses its claim within seconds; a lock in the database keeps two from working on one job.
@NullMarked
package io.clientele.ingest.request;

import org.jspecify.annotations.NullMarked;
