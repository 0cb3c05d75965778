package io.clientele.benchmark.frame;

import java.util.List;

/// One way to do the work that is measured.
public interface Contender {
    /// A word or two, for the table.
    String name();

    /// One line on what it does.
    String what();

    /// Does the whole work once.
    ///
    /// @return how many rows it dealt with
    /// @throws Exception when it can't; the benchmark ends then
    long run() throws Exception;

    /// The processes whose CPU time is spent for this contender, besides the server's. The first is the one whose
    /// memory is reported.
    List<Long> clients();
}
