/// The local token issuer of the embedded default.
/// It signs the same tokens that any OIDC provider would, with a key that never leaves the home directory.
@NullMarked
package io.clientele.launcher.token;

import org.jspecify.annotations.NullMarked;
