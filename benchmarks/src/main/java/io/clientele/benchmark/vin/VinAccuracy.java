package io.clientele.benchmark.vin;

import io.clientele.benchmark.vin.RealVin.Part;
import io.clientele.vin.VinDecoder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How often the decoder says of a real VIN what its source says.
///
/// @param missed in words, by part
record VinAccuracy(Map<Part, Figures> figures, Map<Part, List<String>> missed) {
    /// What has to be right of the test part, 0 to 1.
    static final double MAKE = 0.99;

    static final double MODEL_YEAR = 0.99;
    static final double MODEL = 0.93;

    /// @param model by the source's model or trim
    /// @param modelWithoutTrim by the source's model alone
    record Figures(Share make, Share modelYear, Share model, Share modelWithoutTrim) {}

    /// @param vehicles some of each part, and some of those with a model
    static VinAccuracy of(List<RealVin> vehicles, Clock clock) {
        VinDecoder decoder = new VinDecoder(clock);
        Map<Part, Figures> figures = new EnumMap<>(Part.class);
        Map<Part, List<String>> missed = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            List<Judgement> all = vehicles.stream()
                    .filter(vehicle -> vehicle.part() == part)
                    .map(vehicle -> new Judgement(vehicle, decoder.decode(vehicle.vin())))
                    .toList();
            List<Judgement> named =
                    all.stream().filter(one -> one.real().namesModel()).toList();
            figures.put(
                    part,
                    new Figures(
                            share(all, Judgement::make),
                            share(all, Judgement::modelYear),
                            share(named, Judgement::model),
                            share(named, Judgement::modelWithoutTrim)));
            missed.put(
                    part,
                    all.stream().filter(Judgement::missed).map(Judgement::text).toList());
        }
        return new VinAccuracy(figures, missed);
    }

    private static Share share(List<Judgement> all, Predicate<Judgement> right) {
        return new Share((int) all.stream().filter(right).count(), all.size());
    }

    /// One JSON object, names in snake_case.
    String json() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(this);
    }

    /// For people.
    String table() {
        List<String> lines = new ArrayList<>();
        lines.add("vin: what is decoded of real VINs, held against what their published sources say (docs/vin.md)");
        lines.add("Percent, in brackets the 95 % interval; of the test part is required:");
        lines.add(line("", "VINs", "make", "model year", "model", "model without trim"));
        lines.add(line("required", "", percent(MAKE), percent(MODEL_YEAR), percent(MODEL), ""));
        figures.forEach((part, of) -> lines.add(line(
                name(part),
                String.valueOf(of.make().of()),
                of.make().text(),
                of.modelYear().text(),
                of.model().text(),
                of.modelWithoutTrim().text())));
        missed.forEach((part, misses) -> {
            lines.add("");
            lines.add("Missed in the %s part: %d".formatted(name(part), misses.size()));
            misses.forEach(miss -> lines.add("  " + miss));
        });
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(String part, String count, String make, String year, String model, String plain) {
        return "%-12s %5s   %-20s %-20s %-20s %s"
                .formatted(part, count, make, year, model, plain)
                .stripTrailing();
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
