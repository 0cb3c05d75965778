package io.clientele.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One text of `hostile-text.txt`.
///
/// @param kind of attack
/// @param fate as a name: `refused`, `kept` as given, or `any` where white space around it goes first
record Payload(String kind, String fate, String text) {
    static List<Payload> corpus() {
        try (InputStream in = Objects.requireNonNull(Payload.class.getResourceAsStream("/hostile-text.txt"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 3))
                    .map(part -> new Payload(
                            part[0], part[1], Gateway.JSON.readTree(part[2]).asString()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The first of each kind whose fate is certain.
    static Collection<Payload> oneOfEachKind() {
        Map<String, Payload> kinds = new LinkedHashMap<>();
        corpus().stream()
                .filter(payload -> !payload.fate().equals("any"))
                .forEach(payload -> kinds.putIfAbsent(payload.kind(), payload));
        return kinds.values();
    }
}
