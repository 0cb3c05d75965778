package io.clientele.api.notification;

import io.clientele.notification.Notification;
import io.clientele.notification.NotificationInbox;
import io.clientele.tenant.Actor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/// One reader's stream (Server-Sent Events, WHATWG HTML 9.2): what came behind a position, then what comes. Each event
/// has its position as id, so that whoever comes again with the last one misses nothing.
final class InboxStream implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxStream.class);
    private static final int BATCH = 100;
    private static final long RETRY_MS = 1000;

    private final Actor actor;
    private final NotificationInbox inbox;
    private final NotificationViews views;
    private final SseEmitter emitter;
    private final Duration heartbeat;
    private final long endNanos;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean open = true;
    private long position;

    /// @param position behind which it begins
    /// @param heartbeat how long it is silent at most
    /// @param life how long it goes on; zero sends what there is and ends
    InboxStream(
            Actor actor,
            NotificationInbox inbox,
            NotificationViews views,
            SseEmitter emitter,
            long position,
            Duration heartbeat,
            Duration life) {
        this.actor = actor;
        this.inbox = inbox;
        this.views = views;
        this.emitter = emitter;
        this.position = position;
        this.heartbeat = heartbeat;
        this.endNanos = System.nanoTime() + life.toNanos();
    }

    /// To be called from any thread when there may be something new.
    void wake() {
        news.release();
    }

    /// Ends it soon, from any thread.
    void end() {
        open = false;
        wake();
    }

    @Override
    public void run() {
        try {
            // The position as it is now: who is cut off before the first notification comes again with it.
            emitter.send(SseEmitter.event()
                    .id(Long.toString(position))
                    .reconnectTime(RETRY_MS)
                    .comment("listening"));
            do {
                // Before the question: what comes during it is asked for once more.
                news.drainPermits();
                sendNew();
            } while (open && await());
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("a reader of notifications is gone");
        } catch (InterruptedException stopping) {
            emitter.complete();
        } catch (RuntimeException broken) {
            // The database is away, as a rule. The reader comes again, with its position.
            LOG.info("a stream of notifications ends: {}", broken.getClass().getSimpleName());
            emitter.complete();
        }
    }

    private void sendNew() throws IOException {
        List<Notification> found = inbox.after(actor, position, BATCH);
        while (!found.isEmpty() && open) {
            for (NotificationViews.View view : views.of(actor, found)) {
                emitter.send(event(view));
                position = view.notification().position();
            }
            found = found.size() < BATCH ? List.of() : inbox.after(actor, position, BATCH);
        }
    }

    private static SseEventBuilder event(NotificationViews.View view) {
        return SseEmitter.event()
                .id(Long.toString(view.notification().position()))
                .name("notification")
                .data(view, MediaType.APPLICATION_JSON);
    }

    /// Waits for news, with a sign of life where none come.
    ///
    /// @return false when it is over
    private boolean await() throws InterruptedException, IOException {
        long left = endNanos - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        if (!news.tryAcquire(Math.min(left, heartbeat.toNanos()), TimeUnit.NANOSECONDS)) {
            emitter.send(SseEmitter.event().comment("alive"));
        }
        return open;
    }
}
