package io.clientele.letter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.failure.DeadLetter;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A dead letter as it was read from Kafka.
///
/// @param partition where the letter lies on the dead letters of its topic
/// @param offset where the letter lies on the dead letters of its topic
/// @param failedAt when it was sent there
public record NewLetter(DeadLetter letter, int partition, long offset, Instant failedAt) {
    private static final int MAX_TEXT = 250;

    /// The same for the same record and consumer, however often it fails.
    UUID id() {
        return UUID.nameUUIDFromBytes("%s/%d/%d/%s"
                .formatted(letter.topic(), letter.partition(), letter.offset(), letter.consumer())
                .getBytes(UTF_8));
    }

    String consumer() {
        return plain(letter.consumer());
    }

    String reason() {
        return plain(letter.failure().reason());
    }

    /// The record's key where it is a UUID; anything else may say what is nobody's business.
    @Nullable
    UUID key() {
        byte[] key = letter.key();
        if (key == null || key.length != 36) {
            return null;
        }
        try {
            return UUID.fromString(new String(key, UTF_8));
        } catch (IllegalArgumentException other) {
            return null;
        }
    }

    /// Headers are anybody's bytes; a table takes only text.
    private static String plain(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", " ").strip();
        return printable.length() <= MAX_TEXT ? printable : printable.substring(0, MAX_TEXT);
    }
}
