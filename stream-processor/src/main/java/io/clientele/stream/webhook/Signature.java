package io.clientele.stream.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.util.ArrayList;
import java.util.List;

/// The header `webhook-signature` of Standard Webhooks: one signature a valid secret, so that a receiver with the old
/// or
/// the new one is content.
final class Signature {
    private Signature() {}

    /// @param secrets `whsec_` and base64, at least one
    /// @param timestamp seconds since 1970, as in `webhook-timestamp`
    static String of(List<String> secrets, String id, long timestamp, String body) {
        List<String> signatures = new ArrayList<>();
        try {
            for (String secret : secrets) {
                signatures.add(new Webhook(secret).sign(id, timestamp, body));
            }
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException(
                    "an event could not be signed: " + e.getClass().getSimpleName());
        }
        return String.join(" ", signatures);
    }
}
