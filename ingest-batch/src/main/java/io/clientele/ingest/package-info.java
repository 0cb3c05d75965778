/// The worker of bulk requests: claims them, runs them as Spring Batch jobs, and reports its health.
/// One room below for each job; jobs do not know each other.
@NullMarked
package io.clientele.ingest;

import org.jspecify.annotations.NullMarked;
