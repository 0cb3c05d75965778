package io.clientele.stream.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A real receiver on this machine that remembers what was posted to it and answers as it is told.
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile Manner manner;

    /// One request.
    record Post(String path, Map<String, List<String>> headers, String body, long nanos) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .flatMap(each -> each.getValue().stream())
                    .findFirst()
                    .orElse("");
        }

        String id() {
            return header("webhook-id");
        }
    }

    /// How it answers.
    interface Manner {
        /// @param nth how many requests there were, this one included
        void answer(HttpExchange exchange, int nth) throws IOException, InterruptedException;
    }

    Receiver(Manner manner) {
        this(manner, null);
    }

    /// @param tls null for none
    Receiver(Manner manner, @Nullable SSLContext tls) {
        this.manner = manner;
        this.scheme = tls == null ? "http" : "https";
        InetSocketAddress here = new InetSocketAddress("127.0.0.1", 0);
        try {
            if (tls == null) {
                server = HttpServer.create(here, 64);
            } else {
                HttpsServer secure = HttpsServer.create(here, 64);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = secure;
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /// Answers with these statuses one after the other, and with the last one from then on.
    static Receiver answering(int... statuses) {
        return new Receiver(
                (exchange, nth) -> exchange.sendResponseHeaders(statuses[Math.min(nth, statuses.length) - 1], -1));
    }

    void nowAnswers(Manner other) {
        manner = other;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        int nth;
        synchronized (posts) {
            posts.add(new Post(
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    body,
                    System.nanoTime()));
            nth = posts.size();
        }
        try (exchange) {
            manner.answer(exchange, nth);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// By name, so that the look-up is ours.
    String url() {
        return scheme + "://receiver.test:" + port() + "/hook";
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Post> posts() {
        return List.copyOf(posts);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
