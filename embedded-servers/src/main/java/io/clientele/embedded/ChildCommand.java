package io.clientele.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program to run as a child that dies with us.
///
/// @param command the program and its arguments
/// @param environment the child's whole environment: nothing is inherited
/// @param directory the child's working directory
/// @param log takes standard output and standard error, appended; its directory must exist
/// @param unprivileged true: when we are root, run as nobody (user 65534), which may still read every file
/// @param deathSignal what the child gets when we die
public record ChildCommand(
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        boolean unprivileged,
        Signal deathSignal) {

    public ChildCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// A program that runs as our own user and ends at SIGTERM.
    public static ChildCommand of(List<String> command, Map<String, String> environment, Path directory, Path log) {
        return new ChildCommand(command, environment, directory, log, false, Signal.TERM);
    }
}
