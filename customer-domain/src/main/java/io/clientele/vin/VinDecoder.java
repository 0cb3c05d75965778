package io.clientele.vin;

import java.time.Clock;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;

/// Says what a VIN tells about its vehicle, offline. Safe for use by many threads.
public final class VinDecoder {
    private final Clock clock;

    /// @param clock tells which model years are still to come
    public VinDecoder(Clock clock) {
        this.clock = clock;
    }

    /// Never fails: what is not known is null, what is odd is a warning.
    public DecodedVin decode(Vin vin) {
        List<VinWarning> warnings = new ArrayList<>();
        char code = vin.value().charAt(9);
        int latest = Year.now(clock).getValue() + 1;
        int year = ModelYears.second(code) <= latest ? ModelYears.second(code) : ModelYears.first(code);
        return new DecodedVin(null, null, null, year == 0 ? null : year, null, null, null, null, List.copyOf(warnings));
    }
}
