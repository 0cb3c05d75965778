package io.clientele.history;

import io.clientele.pii.TenantCipher;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// Where a page of a customer's history ends. Given out sealed with the tenant's key and bound to the customer.
record HistoryPosition(Instant changedAt, long lsn, UUID id) {
    private static final String CURSOR = "history cursor of ";

    String seal(TenantCipher cipher, UUID customerId) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cipher.encrypt(CURSOR + customerId, changedAt + "|" + lsn + "|" + id));
    }

    /// @throws ProblemException when the cursor is not one of this customer's history
    static HistoryPosition open(TenantCipher cipher, UUID customerId, String cursor) {
        try {
            String[] parts = cipher.decrypt(
                            CURSOR + customerId, Base64.getUrlDecoder().decode(cursor))
                    .split("\\|");
            return new HistoryPosition(Instant.parse(parts[0]), Long.parseLong(parts[1]), UUID.fromString(parts[2]));
        } catch (IllegalArgumentException | IllegalStateException | DateTimeException foreign) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "The cursor is not one that this history gave out.");
        }
    }
}
