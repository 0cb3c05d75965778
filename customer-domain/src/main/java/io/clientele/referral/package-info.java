/// Customers shown to another professional (REQ-CM-B011, B016): referred, accepted, declined.
/// A referral gives a limited view until it is declined; accepting one gives an ownerless customer an owner.
@NullMarked
package io.clientele.referral;

import org.jspecify.annotations.NullMarked;
