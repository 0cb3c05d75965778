/// `/api/customers/{id}/activities` (REQ-CM-B009): a customer's log, read in pages and added to, never changed.
/// The rules are the domain's; this room speaks HTTP.
@NullMarked
package io.clientele.api.activity;

import org.jspecify.annotations.NullMarked;
