/// The import of customers from a CSV file; its README says what it does and how to run it.
/// `Imports` is the way in, `ImportJob` the job.
@NullMarked
package io.clientele.ingest.imports;

import org.jspecify.annotations.NullMarked;
