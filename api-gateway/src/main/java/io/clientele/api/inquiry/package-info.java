/// Inquiries of a customer, and the inbox of the professional whom they wait for. What may be seen is decided in the
/// domain.
@NullMarked
package io.clientele.api.inquiry;

import org.jspecify.annotations.NullMarked;
