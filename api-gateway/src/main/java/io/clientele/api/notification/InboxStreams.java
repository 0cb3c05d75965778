package io.clientele.api.notification;

import io.clientele.notification.NotificationInbox;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The streams that are open at this gateway.
@Component
final class InboxStreams implements SmartLifecycle {
    /// Longer than any stream: it ends by itself.
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final NotificationInbox inbox;
    private final NotificationViews views;
    private final NotificationProperties properties;
    private final Map<String, Set<InboxStream>> streams = new HashMap<>();
    private volatile boolean running;

    InboxStreams(
            NotificationInbox inbox, NotificationViews views, NotificationProperties properties, MeterRegistry meters) {
        this.inbox = inbox;
        this.views = views;
        this.properties = properties;
        Gauge.builder("clientele.notifications.streams", this, InboxStreams::size)
                .description("Streams of notifications that are open")
                .register(meters);
    }

    /// Opens one.
    ///
    /// @param after the position behind which it begins; null for now
    /// @param follow whether it goes on after what there is
    /// @throws ProblemException `RATE_LIMITED` when there are too many, `FORBIDDEN` for who is no professional
    SseEmitter open(Actor actor, @Nullable Long after, boolean follow) {
        long last = inbox.lastPosition(actor);
        // A position that was never given out is none to wait for.
        long position = after == null ? last : Math.min(after, last);
        Duration life = follow ? properties.streamLife() : Duration.ZERO;
        SseEmitter emitter = new SseEmitter(life.plus(MARGIN).toMillis());
        InboxStream stream = new InboxStream(actor, inbox, views, emitter, position, properties.heartbeat(), life);
        String reader = reader(actor);
        add(reader, stream);
        emitter.onCompletion(() -> {
            stream.end();
            remove(reader, stream);
        });
        emitter.onTimeout(stream::end);
        emitter.onError(gone -> stream.end());
        Thread.ofVirtual().name("notifications").start(stream);
        return emitter;
    }

    /// Has the streams of a reader look.
    ///
    /// @param reader as PostgreSQL names it: `tenant id/professional id`
    void wake(String reader) {
        of(reader).forEach(InboxStream::wake);
    }

    /// Has all streams look: something may have been missed.
    void wakeAll() {
        all().forEach(InboxStream::wake);
    }

    synchronized int size() {
        return streams.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    public void start() {
        running = true;
    }

    /// Before the server waits for the requests that are open.
    @Override
    public void stop() {
        running = false;
        all().forEach(InboxStream::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static String reader(Actor actor) {
        return actor.tenantId() + "/" + actor.professionalId();
    }

    private synchronized void add(String reader, InboxStream stream) {
        Set<InboxStream> own = streams.getOrDefault(reader, Set.of());
        if (own.size() >= properties.streamsPerUser() || size() >= properties.streams()) {
            throw new ProblemException(
                    ProblemCode.RATE_LIMITED,
                    "At most %d streams of one reader, and %d of all, are open at a time."
                            .formatted(properties.streamsPerUser(), properties.streams()));
        }
        streams.computeIfAbsent(reader, key -> new HashSet<>()).add(stream);
    }

    private synchronized void remove(String reader, InboxStream stream) {
        Set<InboxStream> own = streams.get(reader);
        if (own != null && own.remove(stream) && own.isEmpty()) {
            streams.remove(reader);
        }
    }

    private synchronized List<InboxStream> of(String reader) {
        return List.copyOf(streams.getOrDefault(reader, Set.of()));
    }

    private synchronized List<InboxStream> all() {
        return streams.values().stream().flatMap(Set::stream).toList();
    }
}
