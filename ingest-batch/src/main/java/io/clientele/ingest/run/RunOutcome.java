package io.clientele.ingest.run;

import io.clientele.problem.ProblemCode;

/// How one run of a job ended.
public sealed interface RunOutcome {
    /// The job is over.
    record Finished() implements RunOutcome {}

    /// Stopped at a chunk because the worker goes down; the next worker goes on from there.
    record Stopped() implements RunOutcome {}

    /// The requester has to change something.
    ///
    /// @param detail for people, without personal data
    record Refused(ProblemCode code, String detail) implements RunOutcome {}

    /// Something of ours was away or failed; the job goes on from its last commit.
    ///
    /// @param passing whether it is of the kind that goes by itself (a server away), and is tried again without end
    record Faulted(Throwable cause, boolean passing) implements RunOutcome {}
}
