/// Measurements of the platform against what is possible and what is usual, behind `./clientele bench`.
/// The frame knows nothing of what is measured; each benchmark is a package of its own.
@NullMarked
package io.clientele.benchmark;

import org.jspecify.annotations.NullMarked;
