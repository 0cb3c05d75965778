package io.clientele.launcher.console;

/// The progress of one task as shown to a person (bar) or to a log (a line now and then).
public sealed interface Progress extends AutoCloseable permits BarProgress, LineProgress {
    /// Shows that `done` of `total` units are done.
    ///
    /// @param detail what else to say, for example the phase; may be empty
    void show(long done, long total, String detail);

    /// Ends the display.
    @Override
    void close();
}
