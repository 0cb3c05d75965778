/// The VIN benchmarks: how many VINs one thread decodes in a second, measured by JMH in a JVM of its own, and how
/// many real ones are decoded as their published sources say.
@NullMarked
package io.clientele.benchmark.vin;

import org.jspecify.annotations.NullMarked;
