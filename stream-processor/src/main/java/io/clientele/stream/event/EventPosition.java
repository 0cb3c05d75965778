package io.clientele.stream.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.event.CustomerEvent;
import io.clientele.schemas.event.EventHeaders;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// An entry of the store of positions, as a published event shows that it must be.
///
/// @param key as in the store
/// @param value the last sequence number of a subject, or the version of a row
record EventPosition(String key, long value) {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private static EventPosition of(EventSource source, UUID row, long version) {
        return new EventPosition(source.code() + row, version);
    }

    /// Those that follow from an event: its number, and what it says of the row that it was made of.
    static List<EventPosition> of(ConsumerRecord<String, byte[]> event, Topic<String, PublishedEvent> topic) {
        List<EventPosition> positions = new ArrayList<>();
        Header header = event.headers().lastHeader(EventHeaders.SEQUENCE);
        String sequence = header == null ? "" : new String(header.value(), UTF_8);
        if (!NUMBER.matcher(sequence).matches()) {
            return positions; // somebody else's, which the stream never numbered
        }
        positions.add(new EventPosition(EventTopology.SUBJECT + event.key(), Long.parseLong(sequence)));
        EventPosition row = row(event, topic);
        if (row != null) {
            positions.add(row);
        }
        return positions;
    }

    /// Null where the event does not name the row: only that very change, delivered once more, would ask for it.
    private static @Nullable EventPosition row(
            ConsumerRecord<String, byte[]> event, Topic<String, PublishedEvent> topic) {
        try {
            PublishedEvent published =
                    topic.value().deserializer().deserialize(event.topic(), event.headers(), event.value());
            return published == null ? null : row(published.event());
        } catch (MalformedRecordException ofAVersionToCome) {
            return null;
        }
    }

    private static @Nullable EventPosition row(CustomerEvent event) {
        return switch (event) {
            case CustomerEvent.Created e -> of(EventSource.CUSTOMER, e.customerId(), e.version());
            case CustomerEvent.Updated e -> of(EventSource.CUSTOMER, e.customerId(), e.version());
            case CustomerEvent.Deleted e -> of(EventSource.CUSTOMER, e.customerId(), e.version());
            case CustomerEvent.Restored e -> of(EventSource.CUSTOMER, e.customerId(), e.version());
            case CustomerEvent.OwnershipTransferred e -> of(EventSource.OWNERSHIP, e.transferId(), 1);
            case CustomerEvent.VehicleAdded e -> of(EventSource.VEHICLE, e.vehicleId(), e.version());
            case CustomerEvent.VehicleUpdated e -> of(EventSource.VEHICLE, e.vehicleId(), e.version());
            case CustomerEvent.VehicleRemoved e -> null;
            case CustomerEvent.ActivityLogged e -> of(EventSource.ACTIVITY, e.activityId(), 1);
            case CustomerEvent.ConsentChanged e -> of(EventSource.CONSENT, e.consentId(), 1);
            case CustomerEvent.Merged e -> of(EventSource.MERGE, e.mergeId(), 1);
            case CustomerEvent.Unmerged e -> null;
            case CustomerEvent.Erased e -> of(EventSource.ERASURE, e.erasureId(), 1);
            case CustomerEvent.ImportCompleted e -> of(EventSource.IMPORT, e.operationId(), 1);
        };
    }
}
