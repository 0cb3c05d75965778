package io.clientele.launcher.command;

/// What the exit code of a command says.
final class ExitCode {
    /// All good.
    static final int GOOD = 0;
    /// Finished, but not as asked: row errors where `--strict`, counts that disagree, a refused request.
    static final int UNSATISFIED = 1;
    /// Wrong usage.
    static final int USAGE = 2;
    /// The platform is not reachable, or cannot start.
    static final int UNREACHABLE = 3;

    private ExitCode() {}
}
