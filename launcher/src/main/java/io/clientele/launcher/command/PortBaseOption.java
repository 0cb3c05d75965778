package io.clientele.launcher.command;

import io.clientele.launcher.home.Ports;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which ports a platform gets.
final class PortBaseOption {
    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = {
                "The first of ten ports in a row, the API's",
                "(default: those used before, else 8080; free ones when these are taken)."
            })
    @Nullable
    Integer base;

    /// The base insisted on; empty when any will do.
    OptionalInt asked() {
        if (base == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(new Ports(base).base());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
