package io.clientele.webhook;

import io.clientele.pii.TenantCipher;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The texts of an endpoint, encrypted under the tenant's key and bound to their column and row.
record SealedWebhook(byte[] url, byte @Nullable [] description) {
    static SealedWebhook of(TenantCipher cipher, UUID id, String url, @Nullable String description) {
        return new SealedWebhook(
                cipher.encrypt(what("url", id), url),
                description == null ? null : cipher.encrypt(what("description", id), description));
    }

    static String url(TenantCipher cipher, UUID id, byte[] url) {
        return cipher.decrypt(what("url", id), url);
    }

    static @Nullable String description(TenantCipher cipher, UUID id, byte @Nullable [] description) {
        return description == null ? null : cipher.decrypt(what("description", id), description);
    }

    static byte[] secrets(TenantCipher cipher, UUID id, WebhookSecrets secrets) {
        return cipher.encrypt(what("secrets", id), secrets.json());
    }

    static WebhookSecrets secrets(TenantCipher cipher, UUID id, byte[] secrets) {
        return WebhookSecrets.parse(cipher.decrypt(what("secrets", id), secrets));
    }

    private static String what(String column, UUID id) {
        return "webhook_endpoint." + column + "|" + id;
    }
}
