package io.clientele.vin;

/// The model year in the tenth character: a cycle of 30 codes, begun in 1980 and again in 2010.
final class ModelYears {
    // ISO 3779 and 49 CFR 565.15, table VII: without I, O, Q, U, Z and 0.
    private static final String CODES = "ABCDEFGHJKLMNPRSTVWXY123456789";
    private static final int FIRST = 1980;
    private static final int CYCLE = 30;

    private ModelYears() {}

    static boolean isCode(char code) {
        return CODES.indexOf(code) >= 0;
    }

    /// The year of the code in the first cycle, 1980 to 2009; 0 when it is none.
    static int first(char code) {
        int index = CODES.indexOf(code);
        return index < 0 ? 0 : FIRST + index;
    }

    /// The same code a cycle later, 2010 to 2039.
    static int second(char code) {
        int year = first(code);
        return year == 0 ? 0 : year + CYCLE;
    }
}
