/// The conversation with OpenSearch: requests out, JSON back, failures told apart by what can be done about them.
/// The only room that knows the client library; it knows nothing of customers.
@NullMarked
package io.clientele.search.engine;

import org.jspecify.annotations.NullMarked;
