/// The vehicles of customers (REQ-CM-B003, B008): one primary each, VINs unique in the tenant, changes of
/// hands. The customer who has a vehicle is its keeper; "owner" is kept for the professional who owns the
/// customer.
@NullMarked
package io.clientele.vehicle;

import org.jspecify.annotations.NullMarked;
