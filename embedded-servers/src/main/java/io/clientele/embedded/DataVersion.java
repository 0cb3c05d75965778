package io.clientele.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The version of the server that wrote a data directory, kept beside the data.
final class DataVersion {
    private DataVersion() {}

    /// Refuses data of another major version, or of a newer one: no server reads that.
    ///
    /// @param file holds a version such as `18` or `4.3.1`; a missing one means fresh data
    /// @param programs version of the programs at hand
    static void check(ServerKind kind, Path data, Path file, String programs) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String written = Files.readString(file).strip();
        if (!readable(written, programs)) {
            throw new ServersException(
                    "The data in " + data + " is of " + kind.title() + " " + written + ", and the programs here are "
                            + kind.title() + " " + programs,
                    "Choose another home directory, run the matching version of Clientele,"
                            + " or delete that directory if its data is not needed");
        }
    }

    static boolean readable(String written, String programs) {
        int[] data = numbers(written);
        int[] ours = numbers(programs);
        if (data.length == 0 || data[0] != ours[0]) {
            return false;
        }
        for (int i = 1; i < Math.min(data.length, ours.length); i++) {
            if (data[i] != ours[i]) {
                return data[i] < ours[i];
            }
        }
        return true;
    }

    private static int[] numbers(String version) {
        if (!version.matches("\\d{1,6}(\\.\\d{1,6})*")) {
            return new int[0];
        }
        String[] parts = version.split("\\.");
        int[] numbers = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return numbers;
    }
}
