/// Imports submitted and followed, and their errors read.
/// Uploaded bytes go straight into encryption: they are neither buffered nor on the disk in the clear.
@NullMarked
package io.clientele.api.bulk;

import org.jspecify.annotations.NullMarked;
