package io.clientele.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The related entities that are kept here, and where. Those of a customer count only as that customer's own.
enum RelatedKind {
    VEHICLE("select id, make, model, year, status from customer_vehicle", "customer_id"),
    REFERRAL("select id, from_professional_id, to_professional_id, status, created_at from referral", "customer_id"),
    PROFESSIONAL("select id, name, status from professional", null),
    CUSTOMER("select id, status, owner_professional_id from customer", "id"),
    OPERATION("select id, kind, status, started_at from operation", null),
    OWNERSHIP_TRANSFER(
            "select id, previous_owner_id, new_owner_id, transferred_at from customer_ownership_history",
            "customer_id"),
    ACTIVITY("select id, activity_type, created_at from customer_activity", "customer_id"),
    INQUIRY("select id, status, received_at from inquiry", "customer_id");

    private final String sql;
    private final boolean ofCustomer;

    /// @param customerColumn null for what belongs to the tenant as a whole
    RelatedKind(String select, @Nullable String customerColumn) {
        this.ofCustomer = customerColumn != null;
        this.sql = select + " where tenant_id = ? and id = any (?)"
                + (customerColumn == null ? "" : " and " + customerColumn + " = ?");
    }

    /// Null for a type that is not kept here.
    static @Nullable RelatedKind of(String type) {
        for (RelatedKind kind : values()) {
            if (kind.text().equals(type)) {
                return kind;
            }
        }
        return null;
    }

    /// Whether all there are of the kind are kept here. Of what other systems keep, only what they reported is.
    boolean isComplete() {
        return this != INQUIRY;
    }

    /// As in `related_entity_type`.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Finds entities by their ids; parameters: tenant, ids and, where [#ofCustomer], the customer.
    String sql() {
        return sql;
    }

    boolean ofCustomer() {
        return ofCustomer;
    }

    RelatedEntity read(ResultSet row, int number) throws SQLException {
        String type = text();
        UUID id = row.getObject("id", UUID.class);
        return switch (this) {
            case VEHICLE ->
                new RelatedEntity.Vehicle(
                        type,
                        id,
                        row.getString("make"),
                        row.getString("model"),
                        row.getInt("year"),
                        row.getString("status"));
            case REFERRAL ->
                new RelatedEntity.Referral(
                        type,
                        id,
                        row.getObject("from_professional_id", UUID.class),
                        row.getObject("to_professional_id", UUID.class),
                        row.getString("status"),
                        row.getTimestamp("created_at").toInstant());
            case PROFESSIONAL ->
                new RelatedEntity.Professional(type, id, row.getString("name"), row.getString("status"));
            case CUSTOMER ->
                new RelatedEntity.Customer(
                        type, id, row.getString("status"), row.getObject("owner_professional_id", UUID.class));
            case OPERATION ->
                new RelatedEntity.Operation(
                        type,
                        id,
                        row.getString("kind"),
                        row.getString("status"),
                        row.getTimestamp("started_at").toInstant());
            case OWNERSHIP_TRANSFER ->
                new RelatedEntity.OwnershipTransfer(
                        type,
                        id,
                        row.getObject("previous_owner_id", UUID.class),
                        row.getObject("new_owner_id", UUID.class),
                        row.getTimestamp("transferred_at").toInstant());
            case ACTIVITY ->
                new RelatedEntity.Activity(
                        type,
                        id,
                        row.getString("activity_type"),
                        row.getTimestamp("created_at").toInstant());
            case INQUIRY ->
                new RelatedEntity.Inquiry(
                        type,
                        id,
                        row.getString("status"),
                        row.getTimestamp("received_at").toInstant());
        };
    }
}
