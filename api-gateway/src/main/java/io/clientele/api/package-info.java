/// The REST gateway: an application of its own that other programs and people talk to.
/// Each room below holds one feature with one package-private controller.
@NullMarked
package io.clientele.api;

import org.jspecify.annotations.NullMarked;
