/// Runs contenders in turn on the same machine, and makes a table of what they took.
/// Nothing here knows what the work is.
@NullMarked
package io.clientele.benchmark.frame;

import org.jspecify.annotations.NullMarked;
