package io.clientele.activity;

import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// An activity as the table holds it.
record ActivityRow(
        UUID id,
        UUID customerId,
        @Nullable UUID professionalId,
        String activityType,
        byte[] description,
        byte @Nullable [] metadata,
        @Nullable String relatedEntityType,
        @Nullable UUID relatedEntityId,
        Instant createdAt,
        @Nullable UUID createdBy,
        @Nullable UUID correctsActivityId) {
    static final String SELECT = """
            select a.id, a.customer_id, a.professional_id, a.activity_type, a.description, a.metadata,
                a.related_entity_type, a.related_entity_id, a.created_at, a.created_by, a.corrects_activity_id
            from customer_activity a
            where a.tenant_id = ? and a.customer_id = ?""";

    static ActivityRow read(ResultSet row, int number) throws SQLException {
        return new ActivityRow(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getObject("professional_id", UUID.class),
                row.getString("activity_type"),
                row.getBytes("description"),
                row.getBytes("metadata"),
                row.getString("related_entity_type"),
                row.getObject("related_entity_id", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                row.getObject("created_by", UUID.class),
                row.getObject("corrects_activity_id", UUID.class));
    }

    /// Null where the activity refers to nothing.
    RelatedEntities.@Nullable Reference reference() {
        return relatedEntityType == null || relatedEntityId == null
                ? null
                : new RelatedEntities.Reference(relatedEntityType, relatedEntityId);
    }

    ActivityView.Full full(SubjectCipher cipher, @Nullable UUID correctedBy, @Nullable RelatedEntity related) {
        @Nullable String json = cipher.decryptNullable(PiiField.ACTIVITY_METADATA, metadata);
        return new ActivityView.Full(
                id,
                customerId,
                professionalId,
                activityType,
                cipher.decrypt(PiiField.ACTIVITY_DESCRIPTION, description),
                json == null ? null : JsonMapper.shared().readTree(json),
                relatedEntityType,
                relatedEntityId,
                createdAt,
                createdBy,
                correctsActivityId,
                correctedBy,
                related);
    }

    ActivityView.Limited limited() {
        return new ActivityView.Limited(id, customerId, professionalId, activityType, createdAt);
    }
}
