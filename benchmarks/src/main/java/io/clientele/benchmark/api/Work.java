package io.clientele.benchmark.api;

import io.clientele.benchmark.frame.Contender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// One kind of request, to one target, by clients that each send the next request when the answer to theirs
/// is there.
final class Work implements Contender {
    private final String kind;
    private final Target target;
    private final IntFunction<Exchange> runs;
    private final int requests;
    private final int clients;
    private final List<Latencies> latencies = new ArrayList<>();

    /// @param kind for the table, for example `read`
    /// @param runs what the run of that number does; runs are counted from 0
    /// @param requests of one run, of all clients together
    Work(String kind, Target target, IntFunction<Exchange> runs, int requests, int clients) {
        this.kind = kind;
        this.target = target;
        this.runs = runs;
        this.requests = requests;
        this.clients = clients;
    }

    Target target() {
        return target;
    }

    /// How many it has made.
    int runs() {
        return latencies.size();
    }

    /// Of the latest runs, in their order.
    List<Latencies> latest(int count) {
        return List.copyOf(latencies.subList(latencies.size() - count, latencies.size()));
    }

    @Override
    public String name() {
        return target.name() + ", " + kind;
    }

    @Override
    public String what() {
        return target.what();
    }

    @Override
    public List<Long> clients() {
        return List.of(target.server().process().pid());
    }

    @Override
    public long run() throws IOException, InterruptedException {
        Exchange exchange = runs.apply(latencies.size());
        long[] nanos = new long[requests];
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                Client client = target.client(i);
                all.add(threads.submit(() -> {
                    loop(client, exchange, next, nanos);
                    return true;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException wrong ? wrong : new IOException(failed.getCause());
        }
        latencies.add(new Latencies(nanos));
        return requests;
    }

    private static void loop(Client client, Exchange exchange, AtomicInteger next, long[] nanos) throws IOException {
        try (client) {
            for (int number = next.getAndIncrement(); number < nanos.length; number = next.getAndIncrement()) {
                Client.Request request = exchange.request(number);
                long begin = System.nanoTime();
                Client.Answer answer = client.send(request);
                nanos[number] = System.nanoTime() - begin;
                exchange.check(number, answer);
            }
        }
    }
}
