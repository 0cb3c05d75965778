/// The one access policy (REQ-CM-B016): who sees a customer in full, limited, or not at all.
/// A pure function that every path asks, and the one query that asks it about a customer.
@NullMarked
package io.clientele.access;

import org.jspecify.annotations.NullMarked;
