/// What tests use to share one set of real servers per build.
/// Extend a test with [io.clientele.embedded.junit.Servers] and take addresses as parameters.
@NullMarked
package io.clientele.embedded.junit;

import org.jspecify.annotations.NullMarked;
