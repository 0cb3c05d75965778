package io.clientele.schemas.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import tools.jackson.databind.JsonNode;

/// An event as one JSON document: CloudEvents 1.0 in structured mode, with the attributes that the record on Kafka has
/// as headers. Attributes are strings, `bulk` is a boolean.
public final class CloudEventJson {
    /// The media type of the document.
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final String PREFIX = "ce_";
    private static final PublishedEventSerde BINARY = new PublishedEventSerde();

    private CloudEventJson() {}

    /// The document; what the binary mode writes later is in it, too.
    public static JsonNode of(PublishedEvent event) {
        Headers headers = new RecordHeaders();
        byte[] data = Objects.requireNonNull(BINARY.serialize("", headers, event));
        Map<String, Object> document = new LinkedHashMap<>();
        for (Header header : headers) {
            String value = new String(header.value(), UTF_8);
            if (header.key().equals(EventHeaders.BULK)) {
                document.put(attribute(header), Boolean.valueOf(value));
            } else if (header.key().equals(EventHeaders.CONTENT_TYPE)) {
                document.put("datacontenttype", value);
            } else if (header.key().startsWith(PREFIX)) {
                document.put(attribute(header), value);
            }
        }
        document.put("data", Json.read(data));
        return Json.tree(document);
    }

    private static String attribute(Header header) {
        return header.key().substring(PREFIX.length());
    }
}
