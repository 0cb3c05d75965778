/// Bulk requests as persistent jobs (REQ-CM-B010): submitted here, worked by ingest-batch, read by anyone entitled.
/// Files, failing rows and values are ciphertext under the job's own key.
@NullMarked
package io.clientele.bulk;

import org.jspecify.annotations.NullMarked;
