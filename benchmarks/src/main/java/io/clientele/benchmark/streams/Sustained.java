package io.clientele.benchmark.streams;

import io.clientele.benchmark.frame.Contender;
import java.util.List;
import java.util.function.LongSupplier;

/// Changes rows as fast as PostgreSQL takes it, and waits for what comes of each.
///
/// @param children the processes that work for it
/// @param arrived how many results came so far
record Sustained(String name, String what, Updates updates, int changes, List<Child> children, LongSupplier arrived)
        implements Contender {
    Sustained {
        children = List.copyOf(children);
    }

    @Override
    public long run() throws Exception {
        long wanted = arrived.getAsLong() + changes;
        updates.write(changes);
        Patience.await(name + " has dealt with all changes", () -> {
            for (Child child : children) {
                child.expectAlive();
            }
            return arrived.getAsLong() >= wanted;
        });
        long found = arrived.getAsLong();
        if (found > wanted) {
            throw new IllegalStateException(
                    "%s made %d of %d changes".formatted(name, found - wanted + changes, changes));
        }
        return changes;
    }

    @Override
    public List<Long> clients() {
        return children.stream().map(child -> child.process().pid()).toList();
    }
}
