package io.clientele.launcher.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// What a command says: answers on standard output, for people and programs; everything else on standard error.
/// Thread-safe, as the streams below it are.
public final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    /// @param out where answers go
    /// @param err where errors and progress go
    /// @param terminal whether a person is watching: progress is then a bar and not lines
    public Console(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /// The console of this process, always UTF-8.
    public static Console ofProcess() {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new Console(
                out, err, System.console() != null && System.console().isTerminal());
    }

    /// Prints one line of the answer.
    public void print(String line) {
        out.println(line);
    }

    /// Prints one formatted line of the answer.
    public void printf(String format, Object... values) {
        out.println(format.formatted(values));
    }

    /// Prints one line beside the answer: progress, notes, errors.
    public void note(String line) {
        err.println(line);
    }

    /// Whether a person is watching.
    public boolean terminal() {
        return terminal;
    }

    /// The raw standard output, for answers that are files. The caller flushes and does not close it.
    public OutputStream output() {
        return out;
    }

    /// Begins to show the progress of something.
    ///
    /// @param task what is being done
    /// @param total how many units it is, or 0 when not known yet
    public Progress progress(String task, long total) {
        return terminal ? new BarProgress(task, total, err) : new LineProgress(task, this);
    }

    /// Writers for a library that wants them.
    public PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /// As [#outWriter()], for errors.
    public PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }
}
