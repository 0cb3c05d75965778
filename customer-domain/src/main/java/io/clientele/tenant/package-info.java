/// Who is asking, for which tenant, and the transaction that shows PostgreSQL that tenant's rows only.
/// Everything that touches a tenant's data starts here.
@NullMarked
package io.clientele.tenant;

import org.jspecify.annotations.NullMarked;
