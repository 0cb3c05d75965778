/// The search-indexer application: keeps OpenSearch in step with the database, and gives the gateway its queries.
/// Assembled here, by hand, from the rooms below.
@NullMarked
package io.clientele.search;

import org.jspecify.annotations.NullMarked;
