package io.clientele.benchmark.api;

import java.io.IOException;

/// Asks for known customers by id, in an order without order.
final class Reads implements Exchange {
    private static final int OK = 200;
    // Coprime with every number below it, hence each customer once a run; Knuth's constant of multiplicative
    // hashing.
    private static final long STRIDE = 2_654_435_761L;

    private final Target target;
    private final Known known;
    private final int run;

    Reads(Target target, Known known, int run) {
        this.target = target;
        this.known = known;
        this.run = run;
    }

    private Known.Customer customer(int number) {
        return known.get((int) ((number * STRIDE + run) % known.size()));
    }

    @Override
    public Client.Request request(int number) {
        return new Client.Request(target.path() + "/" + customer(number).id(), null);
    }

    @Override
    public void check(int number, Client.Answer answer) throws IOException {
        if (answer.status() != OK || !answer.body().contains(customer(number).emailJson())) {
            throw target.wrong("answered with something else than the customer", answer);
        }
    }
}
