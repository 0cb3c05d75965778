package io.clientele.benchmark.api;

import java.io.IOException;

/// Creates customers, each with an e-mail address of its own. The first run's are those that [Reads] asks
/// for.
final class Creates implements Exchange {
    private static final int CREATED = 201;

    private final Target target;
    private final Known known;
    private final int run;

    /// @param run different in each run, so that no address comes twice
    Creates(Target target, Known known, int run) {
        this.target = target;
        this.known = known;
        this.run = run;
    }

    @Override
    public Client.Request request(int number) {
        return new Client.Request(target.path(), Draft.json(run, number));
    }

    @Override
    public void check(int number, Client.Answer answer) throws IOException {
        String name = "\"" + target.idName() + "\":\"";
        int begin = answer.body().indexOf(name);
        if (answer.status() != CREATED || begin < 0) {
            throw target.wrong("created nothing", answer);
        }
        if (target.echoes() && !answer.body().contains(Draft.emailJson(run, number))) {
            throw target.wrong("created another customer", answer);
        }
        begin += name.length();
        known.add(number, answer.body().substring(begin, answer.body().indexOf('"', begin)), run);
    }
}
