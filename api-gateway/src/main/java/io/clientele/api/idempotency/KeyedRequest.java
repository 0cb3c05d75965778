package io.clientele.api.idempotency;

import io.clientele.pii.TenantCipher;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// A request that came with an `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header).
///
/// @param keyHash keyed hash of the user and the key: users never meet each other's keys
/// @param target method, path and query
record KeyedRequest(TenantId tenantId, byte[] keyHash, String target) {
    static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");

    /// @throws ProblemException `INVALID_IDEMPOTENCY_KEY`
    static KeyedRequest of(Actor actor, TenantCipher cipher, HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders(HEADER));
        if (keys.size() != 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw new ProblemException(ProblemCode.INVALID_IDEMPOTENCY_KEY);
        }
        String target = request.getMethod() + " " + request.getRequestURI() + "?"
                + Objects.requireNonNullElse(request.getQueryString(), "");
        byte[] hash = cipher.keyedHash("idempotency key", actor.userId() + "|" + keys.getFirst());
        return new KeyedRequest(actor.tenantId(), hash, target);
    }

    /// What tells this request from another under the same key.
    ///
    /// @param digest of the body
    byte[] fingerprint(TenantCipher cipher, byte[] digest) {
        return cipher.keyedHash(
                "idempotency fingerprint", target + "|" + HexFormat.of().formatHex(digest));
    }
}
