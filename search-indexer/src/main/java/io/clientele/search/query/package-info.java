/// Finding customers: what a person typed becomes clues, the clues a bounded query, the answer ids in order.
/// Public to the gateway, which reads the records themselves from PostgreSQL (DESIGN.md decision 8).
@NullMarked
package io.clientele.search.query;

import org.jspecify.annotations.NullMarked;
