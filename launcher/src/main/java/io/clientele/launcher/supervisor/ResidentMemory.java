package io.clientele.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The memory that a process and its children hold, as Linux tells it; 0 elsewhere.
final class ResidentMemory {
    private static final long KILOBYTES_IN_MEGABYTE = 1024;

    private ResidentMemory() {}

    /// The proportional share where the kernel lets us see it: pages that the back ends of PostgreSQL share count
    /// once. Else the plain resident size, which counts them once for each process.
    static long megabytes(ProcessHandle process, String name) {
        if (name.equals("supervisor")) {
            // Its children are listed themselves.
            return kilobytes(process.pid()) / KILOBYTES_IN_MEGABYTE;
        }
        long sum = Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(each -> kilobytes(each.pid()))
                .sum();
        return sum / KILOBYTES_IN_MEGABYTE;
    }

    private static long kilobytes(long pid) {
        long proportional = field(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:");
        return proportional > 0 ? proportional : field(Path.of("/proc/" + pid + "/status"), "VmRSS:");
    }

    private static long field(Path file, String name) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }
}
