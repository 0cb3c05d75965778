/// Tenants for the operator of the platform, professionals for the admin of a tenant.
/// Creating one that exists answers with the existing one.
@NullMarked
package io.clientele.api.organisation;

import org.jspecify.annotations.NullMarked;
