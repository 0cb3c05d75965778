package io.clientele.benchmark.api;

import java.io.IOException;

/// What is asked of a server, and what a right answer is. Thread-safe; neither is timed.
interface Exchange {
    /// @param number of the request in its run, from 0
    Client.Request request(int number);

    /// @throws IOException when the answer is wrong; the benchmark ends then
    void check(int number, Client.Answer answer) throws IOException;
}
