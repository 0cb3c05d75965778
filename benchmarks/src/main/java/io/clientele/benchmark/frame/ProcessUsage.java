package io.clientele.benchmark.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process used so far, from `/proc`; elsewhere than on Linux nothing is known.
public final class ProcessUsage {
    /// Linux reports in ticks of 10 ms, whatever the kernel's own.
    private static final double TICKS_PER_SECOND = 100;

    private static final Path PROC = Path.of("/proc");
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int CHILDREN_USER_TIME = 13;
    private static final int CHILDREN_SYSTEM_TIME = 14;

    private ProcessUsage() {}

    /// User and system time of the process, in seconds; NaN when unknown.
    public static double cpuSeconds(long pid) {
        try {
            return own(Files.readString(PROC.resolve(pid + "/stat")));
        } catch (IOException gone) {
            return Double.NaN;
        }
    }

    /// The same for a process and all its descendants, those that have ended included; NaN when unknown.
    public static double treeCpuSeconds(long pid) {
        try {
            double root = withChildren(Files.readString(PROC.resolve(pid + "/stat")));
            return root
                    + ProcessHandle.of(pid).stream()
                            .flatMap(ProcessHandle::descendants)
                            .mapToDouble(child -> cpuSeconds(child.pid()))
                            .filter(Double::isFinite)
                            .sum();
        } catch (IOException gone) {
            return Double.NaN;
        }
    }

    /// The most memory that the process held resident at any time, in bytes; 0 when unknown.
    public static long peakResidentBytes(long pid) {
        try {
            return peak(Files.readString(PROC.resolve(pid + "/status")));
        } catch (IOException gone) {
            return 0;
        }
    }

    static double own(String stat) {
        String[] fields = fields(stat);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
    }

    static double withChildren(String stat) {
        String[] fields = fields(stat);
        long ended = Long.parseLong(fields[CHILDREN_USER_TIME]) + Long.parseLong(fields[CHILDREN_SYSTEM_TIME]);
        return own(stat) + ended / TICKS_PER_SECOND;
    }

    static long peak(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /// Those after the program's name, which stands in brackets and may hold spaces and brackets itself.
    private static String[] fields(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    }
}
