/// Vehicle identification numbers (ISO 3779): reading them from messy text, and what one says about the vehicle,
/// decoded offline from tables that are made of NHTSA's vPIC (docs/vin.md).
@NullMarked
package io.clientele.vin;

import org.jspecify.annotations.NullMarked;
