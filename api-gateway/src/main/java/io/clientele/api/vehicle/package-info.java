/// `/api/customers/{id}/vehicles` (REQ-CM-B008): a customer's vehicles, their changes of hands and their
/// history. The rules are the domain's; this room speaks HTTP.
@NullMarked
package io.clientele.api.vehicle;

import org.jspecify.annotations.NullMarked;
