package io.clientele.launcher.client;

/// The platform was reached and refused: the problem it answered, in one line.
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    /// The HTTP status of the answer.
    public int status() {
        return status;
    }
}
