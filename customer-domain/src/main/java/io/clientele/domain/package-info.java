/// Wires the domain for a Spring application.
/// One public configuration; everything else is built by it.
@NullMarked
package io.clientele.domain;

import org.jspecify.annotations.NullMarked;
