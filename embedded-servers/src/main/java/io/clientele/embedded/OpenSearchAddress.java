package io.clientele.embedded;

import java.net.URI;

/// Where OpenSearch listens.
///
/// @param uri of its HTTP interface, without a trailing slash
public record OpenSearchAddress(URI uri) {}
