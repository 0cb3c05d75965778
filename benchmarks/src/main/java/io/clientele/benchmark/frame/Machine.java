package io.clientele.benchmark.frame;

import java.lang.management.ManagementFactory;

/// What figures depend on, and what is printed with them.
///
/// @param loadAverage of the last minute, in processes that run or want to; negative where the system does not tell
/// @param cores those that this JVM may use
/// @param jdk version
/// @param system name and architecture
public record Machine(double loadAverage, int cores, String jdk, String system) {
    /// The one we are on, at this moment.
    public static Machine now() {
        return new Machine(
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vendor.version", "") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    /// Whether other programs would be measured as well.
    public boolean busy() {
        return loadAverage > cores;
    }
}
