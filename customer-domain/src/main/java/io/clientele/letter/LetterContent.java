package io.clientele.letter;

import io.clientele.pii.TenantCipher;
import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.failure.DeadLetter;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The record of a dead letter. At rest it is ciphertext under the tenant's data key, whatever it holds; what of it is
/// ciphertext under a customer's own key stays that in here.
///
/// @param headers by name, as text
/// @param value as JSON; null where there is none, where it is something else, and where it was too large to be kept
public record LetterContent(
        Map<String, String> headers, @Nullable JsonNode value) {
    /// Of what is not kept: nobody reads it on a screen, and Kafka has it.
    private static final int MAX_VALUE_BYTES = 256 * 1024;

    private static final String WHAT = "dead letter ";

    public LetterContent {
        headers = Map.copyOf(headers);
    }

    static byte[] seal(TenantCipher cipher, UUID id, DeadLetter letter) {
        Map<String, Object> record = new TreeMap<>();
        Map<String, String> headers = new TreeMap<>();
        for (Header header : letter.headers()) {
            String text = DeadLetter.header(letter.headers(), header.key());
            headers.put(header.key(), text == null ? "" : text);
        }
        record.put("headers", headers);
        byte[] value = letter.value();
        if (value != null && value.length <= MAX_VALUE_BYTES) {
            record.put("value", Base64.getEncoder().encodeToString(value));
        }
        return cipher.encrypt(WHAT + id, Json.tree(record).toString());
    }

    static LetterContent open(TenantCipher cipher, UUID id, byte[] sealed) {
        JsonNode record =
                Json.read(cipher.decrypt(WHAT + id, sealed).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Map<String, String> headers = new TreeMap<>();
        record.path("headers")
                .propertyStream()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString("")));
        return new LetterContent(headers, json(record.path("value").asString("")));
    }

    private static @Nullable JsonNode json(String base64) {
        if (base64.isEmpty()) {
            return null;
        }
        try {
            return Json.read(Base64.getDecoder().decode(base64));
        } catch (MalformedRecordException other) {
            return null;
        }
    }
}
