/// Where a benchmark happens: a directory and a database of its own, and the child processes in them.
/// Everything is gone afterwards, however the benchmark ends.
@NullMarked
package io.clientele.benchmark.place;

import org.jspecify.annotations.NullMarked;
