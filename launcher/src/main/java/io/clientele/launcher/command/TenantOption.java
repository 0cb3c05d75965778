package io.clientele.launcher.command;

import picocli.CommandLine.Option;

/// Which tenant a command is about.
final class TenantOption {
    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            defaultValue = "demo",
            description = "The tenant, made on first use (default: ${DEFAULT-VALUE}).")
    String name = "demo";
}
