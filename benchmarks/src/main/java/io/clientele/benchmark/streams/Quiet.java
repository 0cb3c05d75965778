package io.clientele.benchmark.streams;

import io.clientele.benchmark.place.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/// When everything that follows from the changes so far is done: no event, activity or piece of history is missing, and
/// none is there twice. Nobody may write meanwhile.
record Quiet(Database database, EventOracle oracle) {
    /// @throws IOException when that does not come
    void await() throws IOException, InterruptedException, SQLException {
        long written = database.superuser().count("(select 1 from customer, generate_series(1, version)) as changes");
        Patience.await("everything follows from the changes", () -> {
            Map<String, Long> all = Map.of(
                    "events", oracle.count("customer.created") + oracle.count("customer.updated"),
                    "activities", database.superuser().count("customer_activity"),
                    "pieces of history", database.superuser().count("record_history"),
                    "events of activities", oracle.count("customer.activity.logged"));
            if (all.values().stream().anyMatch(count -> count > written)) {
                throw new IllegalStateException("%d changes, but %s".formatted(written, all));
            }
            return all.values().stream().allMatch(count -> count == written);
        });
    }
}
