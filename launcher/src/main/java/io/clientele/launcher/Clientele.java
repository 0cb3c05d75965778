package io.clientele.launcher;

import io.clientele.launcher.command.Commands;
import io.clientele.launcher.console.Console;

/// The entry point behind `./clientele`.
public final class Clientele {
    private Clientele() {}

    /// Runs one command and ends the process with its exit code: 0 all good, 1 finished but not as asked, 2 wrong
    /// usage, 3 platform not reachable.
    public static void main(String[] arguments) {
        int code = Commands.run(Console.ofProcess(), arguments);
        // A command may leave client threads behind (HTTP, Kafka); the process ends with the command.
        System.exit(code);
    }
}
