package io.clientele.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds the addresses of a host, each time anew as far as the caller is concerned.
@FunctionalInterface
public interface HostLookup {
    /// All addresses of a name, or the one that a literal means; never empty.
    ///
    /// @throws UnknownHostException when there is none, or the answer takes too long
    List<InetAddress> of(String host) throws UnknownHostException;

    /// The platform's resolver, which can hang: it gets a thread of its own and that much time.
    static HostLookup ofSystem(Duration patience) {
        return host -> {
            CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
            Thread.ofPlatform().daemon().name("host-lookup").start(() -> {
                try {
                    found.complete(List.of(InetAddress.getAllByName(host)));
                } catch (UnknownHostException | RuntimeException e) {
                    found.completeExceptionally(e);
                }
            });
            try {
                return found.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new UnknownHostException("the host has no address that could be found");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnknownHostException("the search for the host's address was interrupted");
            }
        };
    }
}
