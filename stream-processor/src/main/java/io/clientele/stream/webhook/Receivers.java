package io.clientele.stream.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.event.CloudEventJson;
import io.clientele.webhook.AttemptOutcome;
import io.clientele.webhook.ForbiddenAddressException;
import io.clientele.webhook.Targets;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/// Posts to receivers: to addresses that were looked at, once, without following anything or reading more of an answer
/// than its status. Thread-safe.
final class Receivers implements AutoCloseable {
    private static final ContentType TYPE = ContentType.create(CloudEventJson.MEDIA_TYPE, UTF_8);
    /// So much of an answer's body is read in order to use the connection again; beyond that it is closed.
    private static final int MAX_ANSWER = 4096;

    private final Targets targets;
    private final CloseableHttpClient client;
    private final Clock clock;
    private final Duration timeout;
    /// Looking up a host can block a thread outright, which a virtual one must not.
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("webhook-post-", 0).factory());

    /// @param client made by [ReceiverClient]; is closed with this
    /// @param timeout for everything together
    Receivers(Targets targets, CloseableHttpClient client, Clock clock, Duration timeout) {
        this.targets = targets;
        this.client = client;
        this.clock = clock;
        this.timeout = timeout;
    }

    /// Posts once. Whatever goes wrong is an answer, too.
    ///
    /// @throws InterruptedException when the caller is to stop; the receiver may have the event then
    Answer post(String url, Map<String, String> headers, String body) throws InterruptedException {
        Optional<URI> uri = targets.parse(url);
        if (uri.isEmpty()) {
            return Answer.none(AttemptOutcome.FORBIDDEN);
        }
        HttpPost post = new HttpPost(uri.get());
        headers.forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(body.getBytes(UTF_8), TYPE));
        Future<Answer> answer = threads.submit(() -> send(post));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Answer.none(AttemptOutcome.TIMEOUT);
        } catch (ExecutionException e) {
            return Answer.none(outcome(e.getCause()));
        } finally {
            // Of no consequence to one that is over; ends the others, be they reading or connecting.
            post.cancel();
        }
    }

    private Answer send(HttpPost post) throws IOException, HttpException {
        ClassicHttpResponse response =
                client.executeOpen(RoutingSupport.determineHost(post), post, HttpCoreContext.create());
        try {
            if (!isShort(response.getEntity())) {
                // Closing it would read on to the end.
                post.cancel();
            }
            Header retryAfter = response.getFirstHeader("Retry-After");
            return Answer.of(
                    response.getCode(),
                    RetryAfter.parse(retryAfter == null ? null : retryAfter.getValue(), clock.instant()));
        } finally {
            Closer.closeQuietly(response);
        }
    }

    /// Whether the body is over soon, so that the connection can be used again. Whatever is wrong with it: the status
    /// is what counts.
    private static boolean isShort(@Nullable HttpEntity entity) {
        try {
            InputStream body = entity == null ? null : entity.getContent();
            return body == null || body.readNBytes(MAX_ANSWER).length < MAX_ANSWER;
        } catch (IOException e) {
            return false;
        }
    }

    private static AttemptOutcome outcome(@Nullable Throwable cause) {
        return switch (cause) {
            case ForbiddenAddressException e -> AttemptOutcome.FORBIDDEN;
            case UnknownHostException e -> AttemptOutcome.UNKNOWN_HOST;
            case SSLException e -> AttemptOutcome.UNTRUSTED;
            case SocketTimeoutException e -> AttemptOutcome.TIMEOUT;
            case null, default -> AttemptOutcome.UNREACHABLE;
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
