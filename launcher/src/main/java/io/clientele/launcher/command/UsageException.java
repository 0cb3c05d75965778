package io.clientele.launcher.command;

/// The command was asked for something that does not exist.
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
