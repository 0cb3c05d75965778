package io.clientele.count;

import io.clientele.activity.ActivityType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What is counted: `customers_created`, and `activities_` with each type of activity behind it.
///
/// @param text its name
public record Metric(String text) {
    /// All of them.
    public static final List<Metric> ALL = Stream.concat(
                    Stream.of("customers_created"),
                    Arrays.stream(ActivityType.values()).map(type -> "activities_" + type.text()))
            .map(Metric::new)
            .toList();
}
