package io.clientele.benchmark.place;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes what was opened, the last first, also when the JVM is asked to end. One that can't be closed does
/// not keep the others open.
public final class Teardown implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Teardown.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    public Teardown() {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("teardown").unstarted(this::close));
    }

    /// @return the same
    public synchronized <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            AutoCloseable resource = open.pop();
            try {
                resource.close();
            } catch (Exception e) {
                LOG.warn("{} can't be closed", resource.getClass().getSimpleName(), e);
            }
        }
    }
}
