/// The VIN benchmark: how many VINs one thread decodes in a second, measured by JMH in a JVM of its own.
@NullMarked
package io.clientele.benchmark.vin;

import org.jspecify.annotations.NullMarked;
