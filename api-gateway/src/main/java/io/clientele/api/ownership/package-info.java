/// `/api/customers/{id}/owner` and its history (REQ-CM-B007).
/// The rules are the domain's; this room speaks HTTP.
@NullMarked
package io.clientele.api.ownership;

import org.jspecify.annotations.NullMarked;
