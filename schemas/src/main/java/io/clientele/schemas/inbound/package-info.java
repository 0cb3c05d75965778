/// What the surrounding systems report of customers: inquiries and referrals as CloudEvents that they write and we
/// read. Each type has a JSON Schema under `events/`; identity, tenant and time travel as headers, and no foreign
/// text is kept.
@NullMarked
package io.clientele.schemas.inbound;

import org.jspecify.annotations.NullMarked;
