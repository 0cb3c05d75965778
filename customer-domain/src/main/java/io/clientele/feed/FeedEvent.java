package io.clientele.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clientele.schemas.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An event as a CloudEvent in the JSON format (structured mode): attributes have the names that CloudEvents gives
/// them, and one without a value is left out.
///
/// @param subject the customer; of an import, its operation
/// @param sequence decimal, of the events of this subject, from 1 without gaps
/// @param data what the event says, an object as of `dataschema`
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeedEvent(
        String specversion,
        UUID id,
        String type,
        String source,
        UUID subject,
        Instant time,
        String datacontenttype,
        String dataschema,
        String sequence,
        UUID tenantid,
        UUID operationid,
        boolean bulk,
        @Nullable UUID actorid,
        @Nullable String traceparent,
        JsonNode data) {

    static FeedEvent read(ResultSet row) throws SQLException {
        UUID tenant = row.getObject("tenant_id", UUID.class);
        return new FeedEvent(
                "1.0",
                row.getObject("id", UUID.class),
                row.getString("type"),
                "/tenants/" + tenant,
                row.getObject("subject_id", UUID.class),
                row.getTimestamp("happened_at").toInstant(),
                "application/json",
                row.getString("data_schema"),
                Long.toString(row.getLong("sequence")),
                tenant,
                row.getObject("operation_id", UUID.class),
                row.getBoolean("bulk"),
                row.getObject("actor_id", UUID.class),
                row.getString("traceparent"),
                Json.read(row.getString("data").getBytes(UTF_8)));
    }
}
