/// How many requests a tenant may send, so that one tenant can not slow the others down.
/// Each gateway counts for itself; requests without a valid token are charged to nobody.
@NullMarked
package io.clientele.api.limit;

import org.jspecify.annotations.NullMarked;
