package io.clientele.activity;

import io.clientele.access.Access;
import io.clientele.access.CustomerAccess;
import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.ownership.Engagement;
import io.clientele.ownership.Ownership;
import io.clientele.pii.SubjectCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Activities one at a time, as people log and read them. Nothing that is logged changes again: who was wrong logs
/// another one that names the first.
public final class Activities {
    private static final String FIND = ActivityRow.SELECT + " and a.id = ?";

    private final JdbcTemplate jdbc;
    private final CustomerAccess customers;
    private final ActivityLog log;
    private final ActivityViews views;
    private final RelatedEntities related;
    private final Ownership ownership;
    private final Operations operations;
    private final TenantKeys keys;
    private final TenantTransactions transactions;
    private final Clock clock;

    public Activities(
            JdbcTemplate jdbc,
            ActivityLog log,
            Ownership ownership,
            Operations operations,
            TenantKeys keys,
            TenantTransactions transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.customers = new CustomerAccess(jdbc);
        this.log = log;
        this.views = new ActivityViews(jdbc);
        this.related = new RelatedEntities(jdbc);
        this.ownership = ownership;
        this.operations = operations;
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// One activity of a customer, as the viewer may see it.
    ///
    /// @throws ProblemException `NOT_FOUND` where the viewer may not know of the customer, or there is no
    /// such activity
    public ActivityView find(Actor viewer, UUID customerId, UUID activityId, boolean includeRelated) {
        TenantId tenantId = viewer.tenantId();
        return transactions.read(tenantId, () -> {
            CustomerAccess.Seen customer = customers.require(viewer, customerId);
            @Nullable ActivityRow row = row(tenantId, customerId, activityId);
            if (row == null) {
                throw new ProblemException(ProblemCode.NOT_FOUND);
            }
            return view(tenantId, customer, row, includeRelated);
        });
    }

    /// Logs an activity. A professional who logs one with a customer without an owner engages the customer and becomes
    /// the owner (REQ-CM-B011), whether or not the professional could see the customer before: decision 0012.
    ///
    /// @throws ProblemException `NOT_FOUND` where the actor may not know of the customer, or all field errors
    public ActivityView log(Actor actor, UUID customerId, ActivityDraft draft, @Nullable String requestId) {
        TenantId tenantId = actor.tenantId();
        return transactions.write(tenantId, () -> {
            CustomerAccess.Seen customer = customers.requireEngageable(actor, customerId);
            @Nullable UUID professional = actor.professionalId();
            boolean engages = professional != null && customer.owner() == null;
            Content content = content(actor, customer, engages, draft);
            UUID operation = operations.record(actor, OperationKind.API, requestId, engages ? 2 : 1);
            Access access = customer.access();
            if (professional != null
                    && engages
                    && ownership.claim(actor, customerId, professional, Engagement.LOGGED_ACTIVITY, operation)) {
                access = Access.FULL;
            }
            if (access == Access.NONE) {
                // Somebody else was first; to this one the customer is now like any other that is not theirs.
                throw new ProblemException(ProblemCode.NOT_FOUND);
            }
            NewActivity activity = content.activity(actor, customerId, Instant.now(clock), operation);
            if (log.append(tenantId, List.of(activity)) != 1) {
                throw new ProblemException(ProblemCode.NOT_FOUND);
            }
            CustomerAccess.Seen seen = new CustomerAccess.Seen(
                    customerId, customer.owner(), customer.version(), customer.wrappedKey(), access);
            @Nullable ActivityRow row = row(tenantId, customerId, activity.id());
            if (row == null) {
                throw new IllegalStateException("an activity that was just written is not there");
            }
            return view(tenantId, seen, row, false);
        });
    }

    /// What a draft comes to when nothing is wrong with it.
    private record Content(
            ActivityType type,
            String description,
            @Nullable String metadata,
            RelatedEntities.@Nullable Reference related,
            @Nullable UUID corrects) {
        NewActivity activity(Actor actor, UUID customerId, Instant now, UUID operation) {
            return new NewActivity(
                    Ids.next(),
                    customerId,
                    actor.professionalId(),
                    type.text(),
                    description,
                    metadata,
                    related == null ? null : related.type(),
                    related == null ? null : related.id(),
                    now.truncatedTo(ChronoUnit.MICROS),
                    actor.userId(),
                    operation,
                    corrects);
        }
    }

    private Content content(Actor actor, CustomerAccess.Seen customer, boolean engages, ActivityDraft draft) {
        CheckedDraft checked = CheckedDraft.of(draft);
        List<FieldError> errors = new ArrayList<>(checked.errors());
        RelatedEntities.@Nullable Reference reference = checked.related();
        if (reference != null && !related.holds(actor.tenantId(), customer.customerId(), reference)) {
            errors.add(new FieldError(
                    "related_entity_id", ProblemCode.INVALID_CHOICE, "one that exists and belongs to this customer"));
        }
        boolean anyone = engages || customer.access() == Access.FULL;
        @Nullable UUID corrects = checked.corrects();
        if (corrects != null && !correctable(actor, customer, corrects, anyone)) {
            errors.add(new FieldError(
                    "corrects_activity_id",
                    ProblemCode.INVALID_CHOICE,
                    anyone ? "an activity of this customer" : "an activity of this customer that you logged"));
        }
        @Nullable ActivityType type = checked.type();
        @Nullable String description = checked.description();
        if (!errors.isEmpty() || type == null || description == null) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "The activity has " + errors.size() + " error(s).", errors);
        }
        return new Content(type, description, checked.metadata(), reference, corrects);
    }

    private boolean correctable(Actor actor, CustomerAccess.Seen customer, UUID activityId, boolean anyone) {
        @Nullable ActivityRow row = row(actor.tenantId(), customer.customerId(), activityId);
        return row != null
                && (anyone
                        || row.professionalId() != null && row.professionalId().equals(actor.professionalId()));
    }

    private @Nullable ActivityRow row(TenantId tenantId, UUID customerId, UUID activityId) {
        return jdbc.query(FIND, ActivityRow::read, tenantId.value(), customerId, activityId).stream()
                .findFirst()
                .orElse(null);
    }

    private ActivityView view(
            TenantId tenantId, CustomerAccess.Seen customer, ActivityRow row, boolean includeRelated) {
        SubjectCipher cipher = keys.cipher(tenantId).subject(customer.customerId(), customer.wrappedKey());
        return views.of(tenantId, customer, cipher, List.of(row), includeRelated)
                .getFirst();
    }
}
