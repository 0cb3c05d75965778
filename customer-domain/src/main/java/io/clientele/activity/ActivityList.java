package io.clientele.activity;

import io.clientele.access.Access;
import io.clientele.access.CustomerAccess;
import io.clientele.pii.PageCursor;
import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Pages of one customer's log, newest first, that stay true while others write (keyset). Texts are ciphertext in the
/// table, so a search for words opens them one by one and stops after [#SCAN] activities: such a page can be short or
/// empty and still have a next one.
public final class ActivityList {
    public static final int MAX_LIMIT = 200;
    public static final int MAX_TEXT = 200;
    /// How many activities a page of a search for words opens at most.
    public static final int SCAN = 1_000;

    private static final String CURSOR = "activities of ";

    private final JdbcTemplate jdbc;
    private final CustomerAccess access;
    private final TenantKeys keys;
    private final TenantTransactions transactions;
    private final ActivityViews views;

    public ActivityList(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.access = new CustomerAccess(jdbc);
        this.keys = keys;
        this.transactions = transactions;
        this.views = new ActivityViews(jdbc);
    }

    /// One page.
    ///
    /// @param next the cursor of the page behind it; null where this is the last
    public record Page(
            List<ActivityView> activities, @Nullable String next) {}

    /// @param includeRelated whether each activity comes with a summary of its related entity
    /// @param cursor from the page before; null for the first
    /// @param limit 1 to [#MAX_LIMIT]
    /// @throws ProblemException `NOT_FOUND`; `FORBIDDEN` when a limited view is filtered by what it leaves out;
    ///     `MALFORMED_REQUEST` when the cursor is not one of this log
    public Page page(
            Actor viewer,
            UUID customerId,
            ActivityFilter filter,
            boolean includeRelated,
            @Nullable String cursor,
            int limit) {
        TenantId tenantId = viewer.tenantId();
        TenantCipher tenant = keys.cipher(tenantId);
        return transactions.read(tenantId, () -> {
            CustomerAccess.Seen customer = access.require(viewer, customerId);
            if (customer.access() != Access.FULL && filter.needsFullAccess()) {
                throw new ProblemException(ProblemCode.FORBIDDEN);
            }
            ActivityQuery.@Nullable Position behind = cursor == null ? null : open(tenant, customerId, cursor);
            SubjectCipher cipher = tenant.subject(customerId, customer.wrappedKey());
            int stretch = filter.text() == null ? limit : SCAN;
            ActivityQuery query = ActivityQuery.of(tenantId, customerId, filter, behind, stretch + 1);
            List<ActivityRow> rows =
                    jdbc.query(query.sql(), ActivityRow::read, query.values().toArray());
            Stretch found = search(rows.subList(0, Math.min(stretch, rows.size())), filter.text(), cipher, limit);
            @Nullable String next = found.looked() < rows.size() ? seal(tenant, rows.get(found.looked() - 1)) : null;
            return new Page(views.of(tenantId, customer, cipher, found.rows(), includeRelated), next);
        });
    }

    private static String seal(TenantCipher tenant, ActivityRow last) {
        return PageCursor.seal(
                tenant,
                CURSOR + last.customerId(),
                last.createdAt().toString(),
                last.id().toString());
    }

    private static ActivityQuery.Position open(TenantCipher tenant, UUID customerId, String cursor) {
        List<String> position = PageCursor.open(tenant, CURSOR + customerId, cursor, 2);
        return new ActivityQuery.Position(Instant.parse(position.getFirst()), UUID.fromString(position.getLast()));
    }

    /// @param looked how many rows were looked at to find these
    private record Stretch(List<ActivityRow> rows, int looked) {}

    private static Stretch search(List<ActivityRow> rows, @Nullable String text, SubjectCipher cipher, int limit) {
        if (text == null) {
            return new Stretch(rows, rows.size());
        }
        SearchWords words = SearchWords.of(text);
        List<ActivityRow> found = new ArrayList<>();
        int looked = 0;
        while (looked < rows.size() && found.size() < limit) {
            ActivityRow row = rows.get(looked++);
            if (matches(row, words, cipher)) {
                found.add(row);
            }
        }
        return new Stretch(found, looked);
    }

    private static boolean matches(ActivityRow row, SearchWords words, SubjectCipher cipher) {
        @Nullable String metadata = cipher.decryptNullable(PiiField.ACTIVITY_METADATA, row.metadata());
        return words.areIn(
                cipher.decrypt(PiiField.ACTIVITY_DESCRIPTION, row.description()),
                metadata == null ? null : JsonMapper.shared().readTree(metadata));
    }
}
