/// The customer record (REQ-CM-B001): draft, validation, sealed form, repository, views.
/// REST and imports take the same draft through the same validation.
@NullMarked
package io.clientele.customer;

import org.jspecify.annotations.NullMarked;
