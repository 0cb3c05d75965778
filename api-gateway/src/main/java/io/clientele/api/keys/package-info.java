/// The encryption keys, for the operator of the platform: how they stand, and their rotation.
/// No key ever leaves through it.
@NullMarked
package io.clientele.api.keys;

import org.jspecify.annotations.NullMarked;
