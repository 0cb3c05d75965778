/// Referrals of a customer, their decisions, and the inbox of the professional they are for.
/// What may be seen is decided in the domain.
@NullMarked
package io.clientele.api.referral;

import org.jspecify.annotations.NullMarked;
