/// A professional's inbox, as pages and as a stream, and how they want to be told.
/// Names of customers are resolved here, as the reader may see them now.
@NullMarked
package io.clientele.api.notification;

import org.jspecify.annotations.NullMarked;
