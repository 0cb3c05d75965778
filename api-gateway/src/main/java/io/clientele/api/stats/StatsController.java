package io.clientele.api.stats;

import io.clientele.api.security.Allowed;
import io.clientele.count.CountSeries;
import io.clientele.count.HourlyCounts;
import io.clientele.count.Metric;
import io.clientele.count.Resolution;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/stats`: what happened, counted by the hour or the day.
@RestController
final class StatsController {
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2999-12-31T00:00:00Z");
    private static final int HOURS = 24;
    private static final int DAYS = 30;

    private final HourlyCounts counts;
    private final Clock clock;

    StatsController(HourlyCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /// @param from when the first step begins
    /// @param to when the last step ends
    record Stats(Instant from, Instant to, String resolution, List<CountSeries> series) {}

    /// @param from of the first step, which is counted whole; the last 24 hours or 30 days where it is not given
    /// @param to behind the last step, which is counted whole; now where it is not given
    @GetMapping(path = "/api/stats", produces = MediaType.APPLICATION_JSON_VALUE)
    @Allowed({Role.ADMIN, Role.SERVICE})
    Stats stats(
            Actor actor,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable List<String> metric,
            @RequestParam(defaultValue = "hour") String resolution) {
        requireThisMillennium(from, "from");
        requireThisMillennium(to, "to");
        Resolution step = Resolution.of(resolution).orElseThrow(() -> wrong("resolution", "one of hour, day"));
        Instant end = Objects.requireNonNullElseGet(to, clock::instant);
        Instant last = step.begin(end);
        // A step that has begun is counted whole.
        Instant behind = last.equals(end) ? end : last.plus(1, unit(step));
        Instant first =
                from == null ? behind.minus(step == Resolution.HOUR ? HOURS : DAYS, unit(step)) : step.begin(from);
        if (!first.isBefore(behind) || behind.isAfter(first.plus(step.most()))) {
            throw wrong(
                    "from",
                    "a time before `to`, by at most %d days for steps of a %s"
                            .formatted(step.most().toDays(), step.text()));
        }
        return new Stats(
                first, behind, step.text(), counts.series(actor.tenantId(), metrics(metric), step, first, behind));
    }

    /// Years that calculations of time can not leave.
    private static void requireThisMillennium(@Nullable Instant time, String parameter) {
        if (time != null && (time.isBefore(FIRST) || time.isAfter(LAST))) {
            throw wrong(parameter, "a time from 2000 to 2999");
        }
    }

    private static ChronoUnit unit(Resolution step) {
        return switch (step) {
            case HOUR -> ChronoUnit.HOURS;
            case DAY -> ChronoUnit.DAYS;
        };
    }

    private static List<Metric> metrics(@Nullable List<String> wanted) {
        if (wanted == null || wanted.isEmpty()) {
            return Metric.ALL;
        }
        List<Metric> metrics = wanted.stream().distinct().map(Metric::new).toList();
        if (!Metric.ALL.containsAll(metrics)) {
            throw wrong(
                    "metric", Metric.ALL.stream().map(Metric::text).collect(Collectors.joining(", ", "any of ", "")));
        }
        return metrics;
    }

    private static ProblemException wrong(String parameter, String expected) {
        return new ProblemException(
                ProblemCode.MALFORMED_REQUEST,
                "The parameter %s is not valid.".formatted(parameter),
                List.of(new FieldError(parameter, ProblemCode.INVALID_CHOICE, expected)));
    }
}
