/// The vocabulary of records that can not be processed: why, and the shape in which they wait as dead letters.
/// Every consumer of a topic uses it, so that all of them can be read, counted and sent again in one way.
@NullMarked
package io.clientele.schemas.failure;

import org.jspecify.annotations.NullMarked;
