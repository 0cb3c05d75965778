package io.clientele.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.Json;
import java.util.List;

/// The attempts of a delivery as the table holds them: a JSON array, the oldest first.
final class AttemptLog {
    private AttemptLog() {}

    static List<Attempt> parse(byte[] json) {
        return List.of(Json.read(json, Attempt[].class));
    }

    static String json(Attempt attempt) {
        return new String(Json.write(attempt), UTF_8);
    }
}
