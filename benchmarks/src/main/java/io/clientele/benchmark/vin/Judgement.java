package io.clientele.benchmark.vin;

import io.clientele.vin.DecodedVin;
import java.util.Objects;

/// What was decoded of a VIN, held against its source.
record Judgement(RealVin real, DecodedVin decoded) {
    /// The same make as [DecodedVin#contradictions] compares them: without case and punctuation, and by the names that
    /// makers sell under (Ram and Dodge, Toyota and Scion).
    boolean make() {
        return decoded.make() != null
                && decoded.contradictions(real.make(), null).isEmpty();
    }

    boolean modelYear() {
        return Objects.equals(decoded.modelYear(), real.year());
    }

    /// The source's model, or what it has as the trim: a `BMW 3 Series, 335i` is a `335i` for vPIC.
    boolean model() {
        return modelWithoutTrim()
                || decoded.model() != null && ModelName.of(decoded.model()).begins(ModelName.of(real.trim()));
    }

    boolean modelWithoutTrim() {
        return decoded.model() != null && ModelName.of(decoded.model()).agrees(ModelName.of(real.model()));
    }

    boolean missed() {
        return !make() || !modelYear() || real.namesModel() && !model();
    }

    /// Both sides in words.
    String text() {
        return "%s -> %s %s %s".formatted(real.text(), decoded.modelYear(), decoded.make(), decoded.model());
    }
}
