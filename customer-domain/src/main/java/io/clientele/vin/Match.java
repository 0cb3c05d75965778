package io.clientele.vin;

import org.jspecify.annotations.Nullable;

/// What the patterns of a maker say of one VIN in one model year. Of two schemas that fit, the one for the later
/// first year counts, then the one with the more demanding pattern, then the one that was changed last.
final class Match {
    private final Tables tables;
    private final int[] found = {Patterns.NONE, Patterns.NONE, Patterns.NONE};
    private boolean schema;

    Match(Tables tables, Maker maker, int year, int[] places) {
        this.tables = tables;
        Patterns[] patterns = {tables.models, tables.bodies, tables.plants};
        int[] since = new int[3];
        int[] schemas = maker.schemas();
        for (int at = 0; at < schemas.length; at += Maker.SCHEMA) {
            if (schemas[at] > year || schemas[at + 1] < year) {
                continue;
            }
            schema = true;
            for (int i = 0; i < found.length; i++) {
                int one = patterns[i].find(schemas[at + 2 + i], places);
                if (one != Patterns.NONE
                        && (schemas[at] > since[i]
                                || schemas[at] == since[i]
                                        && Patterns.specificity(one) >= Patterns.specificity(found[i]))) {
                    found[i] = one;
                    since[i] = schemas[at];
                }
            }
        }
    }

    boolean hasModel() {
        return found[0] != Patterns.NONE;
    }

    /// Whether the maker registered anything for the year.
    boolean hasSchema() {
        return schema;
    }

    @Nullable
    String model() {
        return hasModel() ? cell(0) : null;
    }

    @Nullable
    String make() {
        return hasModel() ? tables.makes.get(Integer.parseInt(cell(1))) : null;
    }

    @Nullable
    String body() {
        return found[1] == Patterns.NONE ? null : tables.bodies.value(found[1]);
    }

    @Nullable
    String plant() {
        return found[2] == Patterns.NONE ? null : tables.plants.value(found[2]);
    }

    private String cell(int number) {
        return tables.models.value(found[0]).split("\t")[number];
    }
}
