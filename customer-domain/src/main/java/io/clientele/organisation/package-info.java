/// Tenants and their service professionals: what ownership and access rest on.
/// Creating one that exists answers with the existing one.
@NullMarked
package io.clientele.organisation;

import org.jspecify.annotations.NullMarked;
