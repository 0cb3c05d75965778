/// Search: OpenSearch finds ids, PostgreSQL answers with the records.
/// The health of search is told apart from that of the gateway.
@NullMarked
package io.clientele.api.search;

import org.jspecify.annotations.NullMarked;
