package io.clientele.launcher.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `clientele` without a command.
@Command(
        name = "clientele",
        version = "clientele 0.1.0-SNAPSHOT",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Customer data platform: the whole of it on this machine, in one command.",
        footer = {
            "",
            "Start here:  ./clientele demo",
            "Exit codes:  0 all good, 1 finished but not as asked (row errors with --strict, counts that disagree),",
            "             2 wrong usage, 3 platform not reachable."
        })
final class ClienteleCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        throw new ParameterException(line, "a command is missing");
    }
}
