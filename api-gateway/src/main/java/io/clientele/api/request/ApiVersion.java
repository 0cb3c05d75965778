package io.clientele.api.request;

/// The version of the API: in every answer, and in a request that wants to be sure of it.
public final class ApiVersion {
    public static final String HEADER = "API-Version";

    /// The only one there is; the major number of the description's `info.version`.
    public static final String CURRENT = "1";

    private ApiVersion() {}
}
