/// Inquiries of customers: whom they concern, how they stand, and who may see them (REQ-CM-B002). The owner hears
/// first; what an inquiry says stays in the system that received it.
@NullMarked
package io.clientele.inquiry;

import org.jspecify.annotations.NullMarked;
