/// The owner's priority: an inquiry is offered to the customer's owner first and, when the tenant's window has passed
/// without an answer, to everyone whom it concerns. A topology keeps the time, a sink writes how each inquiry stands.
@NullMarked
package io.clientele.stream.inquiry;

import org.jspecify.annotations.NullMarked;
