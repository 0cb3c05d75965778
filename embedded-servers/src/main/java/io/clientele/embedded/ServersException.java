package io.clientele.embedded;

import org.jspecify.annotations.Nullable;

/// What keeps a server from running, said for the person at the keyboard: the problem, and what cures it.
public final class ServersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String cure;

    /// @param problem what is wrong, one sentence without a full stop
    /// @param cure what to do about it, one sentence without a full stop
    public ServersException(String problem, String cure) {
        this(problem, cure, null);
    }

    /// @param cause the technical reason, or null where there is none
    public ServersException(String problem, String cure, @Nullable Throwable cause) {
        super(problem + ". " + cure + ".", cause);
        this.problem = problem;
        this.cure = cure;
    }

    /// What is wrong, one sentence without a full stop.
    public String problem() {
        return problem;
    }

    /// What to do about it, one sentence without a full stop.
    public String cure() {
        return cure;
    }
}
