package io.clientele.launcher.command;

/// Whom an answer is for.
enum OutputFormat {
    /// People.
    TEXT,
    /// Programs.
    JSON
}
