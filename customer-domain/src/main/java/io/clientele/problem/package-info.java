/// The one vocabulary of things that can be wrong: the same codes in REST answers, bulk row errors and metrics.
/// Nothing else in the platform invents an error code.
@NullMarked
package io.clientele.problem;

import org.jspecify.annotations.NullMarked;
