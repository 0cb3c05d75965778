/// The one access policy (REQ-CM-B016): who sees a customer in full, limited, or not at all.
/// A pure function that every path asks.
@NullMarked
package io.clientele.access;

import org.jspecify.annotations.NullMarked;
