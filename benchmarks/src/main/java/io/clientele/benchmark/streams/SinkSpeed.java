package io.clientele.benchmark.streams;

import io.clientele.benchmark.place.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/// Lets a sink write again everything that its topic has, into the emptied table, by an application that captures
/// nothing meanwhile.
record SinkSpeed(Place place, Children children) {
    /// @param rows from the first that is seen to the last
    record Outcome(String sink, long rows, double seconds) {
        double rate() {
            return rows / seconds;
        }
    }

    /// @param sink its name
    /// @param table that it writes
    /// @param group that its consumer belongs to
    Outcome measure(String sink, String table, String group) throws IOException, InterruptedException, SQLException {
        Database.Login login = place.ours().superuser();
        long expected = login.count(table);
        place.ours().execute("truncate " + table);
        forget(group);
        try (Child application = children.application(sink + "-sink", false, null)) {
            Patience.await(sink + " writes", () -> login.count(table) > 0);
            long begin = System.nanoTime();
            long first = login.count(table);
            Patience.await(sink + " has written all", () -> {
                application.expectAlive();
                return login.count(table) >= expected;
            });
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (login.count(table) != expected) {
                throw new IllegalStateException(
                        "%s has %d rows, not %d".formatted(table, login.count(table), expected));
            }
            return new Outcome(sink, expected - first, seconds);
        }
    }

    private void forget(String group) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", place.bootstrap()))) {
            admin.deleteConsumerGroups(List.of(group)).all().get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }
}
