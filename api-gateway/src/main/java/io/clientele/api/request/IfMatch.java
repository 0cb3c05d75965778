package io.clientele.api.request;

/// The version that a change is made from, from the `If-Match` header: the ETag that the caller read.
///
/// @param version of the record, 1 or more
public record IfMatch(long version) {}
