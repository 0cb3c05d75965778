/// Encryption of personal data: the only package that knows Tink.
/// One data key a person, wrapped by the tenant's key, wrapped by the master key (DESIGN.md decisions 6 and 7).
@NullMarked
package io.clientele.pii;

import org.jspecify.annotations.NullMarked;
