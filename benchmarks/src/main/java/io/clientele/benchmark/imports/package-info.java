/// The import benchmark: binary COPY, the usual Spring Batch job and our worker bring the same rows into the same
/// tables. Everything happens on a PostgreSQL of its own that is gone afterwards.
@NullMarked
package io.clientele.benchmark.imports;

import org.jspecify.annotations.NullMarked;
