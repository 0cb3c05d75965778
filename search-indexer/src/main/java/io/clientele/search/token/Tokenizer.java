package io.clientele.search.token;

/// Makes a keyed hash of a fragment; `TenantCipher::token` of the tenant concerned.
@FunctionalInterface
public interface Tokenizer {
    /// @param kind what the fragment is of; fragments of different kinds never match
    /// @return the same for the same fragment, without white space
    String token(String kind, String fragment);
}
