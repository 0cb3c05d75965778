/// Customers one at a time.
/// Every answer went through the access policy.
@NullMarked
package io.clientele.api.customer;

import org.jspecify.annotations.NullMarked;
