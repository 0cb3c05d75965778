/// What of a customer a caller wants to see, so that sensitive fields can be left out of an answer.
/// It only takes away: what the access policy hides stays hidden.
@NullMarked
package io.clientele.api.selection;

import org.jspecify.annotations.NullMarked;
