package io.clientele.launcher.client;

/// The platform does not answer.
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message what was tried, and the cure
    public UnreachableException(String message) {
        super(message);
    }

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
