package io.clientele.vehicle;

import io.clientele.contact.DraftCheck;
import io.clientele.contact.PersonalText;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.vin.DecodedVin;
import io.clientele.vin.VehicleNames;
import io.clientele.vin.Vin;
import io.clientele.vin.VinDecoder;
import io.clientele.vin.VinReading;
import io.clientele.vin.VinWarning;
import java.time.Clock;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of REQ-CM-B003, once: normalises every field, fills from the VIN what was left empty, and
/// reports all errors at once. What VIN and caller disagree about is a warning. Thread-safe.
public final class VehicleValidation {
    private static final int MAX_NAME = 60;
    private static final int MAX_COLOR = 40;
    private static final int MAX_NOTES = 10_000;
    private static final int MAX_MILEAGE = 9_999_999;
    private static final int FIRST_YEAR = 1886;

    private final VinDecoder decoder;
    private final Clock clock;

    public VehicleValidation(VinDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    /// The outcome.
    sealed interface Outcome {
        record Accepted(VehicleContent content) implements Outcome {}

        /// @param errors at least one
        record Rejected(List<FieldError> errors) implements Outcome {}
    }

    /// @throws ProblemException with all field errors
    VehicleContent require(VehicleDraft draft) {
        return switch (validate(draft)) {
            case Outcome.Rejected(List<FieldError> errors) ->
                throw new ProblemException(
                        ProblemCode.MALFORMED_REQUEST, "The vehicle has " + errors.size() + " error(s).", errors);
            case Outcome.Accepted(VehicleContent content) -> content;
        };
    }

    Outcome validate(VehicleDraft draft) {
        DraftCheck check = new DraftCheck();
        @Nullable Vin vin = vin(check, draft.vin());
        @Nullable DecodedVin decoded = vin == null ? null : decoder.decode(vin);
        VehicleNames names = decoded == null
                ? new VehicleNames(draft.make(), draft.model(), draft.year())
                : decoded.fill(draft.make(), draft.model(), draft.year());
        @Nullable PersonalText make = check.requiredText("make", names.make(), MAX_NAME, false);
        @Nullable PersonalText model = check.requiredText("model", names.model(), MAX_NAME, false);
        @Nullable Integer year = year(check, names.year());
        @Nullable LicensePlate plate = check.optional("license_plate", draft.licensePlate(), LicensePlate::parse);
        @Nullable PersonalText color = check.text("color", draft.color(), MAX_COLOR, false);
        @Nullable Integer mileage = check.within("mileage", draft.mileage(), 0, MAX_MILEAGE);
        @Nullable
        VehicleStatus status = check.choice("status", draft.status(), VehicleStatus.values(), VehicleStatus::text);
        @Nullable PersonalText notes = check.text("notes", draft.notes(), MAX_NOTES, true);
        List<FieldError> errors = check.errors();
        if (!errors.isEmpty() || make == null || model == null || year == null) {
            return new Outcome.Rejected(errors);
        }
        return new Outcome.Accepted(new VehicleContent(
                make.value(),
                model.value(),
                year,
                vin,
                plate,
                color == null ? null : color.value(),
                mileage,
                draft.isPrimary(),
                status == null ? VehicleStatus.OWNED : status,
                notes,
                decoded == null ? List.of() : warnings(decoded, draft)));
    }

    private static @Nullable Vin vin(DraftCheck check, @Nullable String text) {
        if (text == null || DraftCheck.trim(text).isEmpty()) {
            return null;
        }
        return switch (Vin.parse(text)) {
            case VinReading.Read(Vin vin) -> vin;
            case VinReading.Refused refused -> {
                check.add(new FieldError("vin", refused.code(), refused.expected()));
                yield null;
            }
        };
    }

    /// Models of next year are sold this year, and announced before.
    private @Nullable Integer year(DraftCheck check, @Nullable Integer year) {
        if (year == null) {
            check.add(FieldError.of("year", ProblemCode.REQUIRED));
            return null;
        }
        return check.within("year", year, FIRST_YEAR, Year.now(clock).getValue() + 2);
    }

    private static List<VehicleWarning> warnings(DecodedVin decoded, VehicleDraft draft) {
        List<VinWarning> warnings = new ArrayList<>(decoded.warnings());
        warnings.addAll(decoded.contradictions(draft.make(), draft.year()));
        return warnings.stream().map(VehicleWarning::of).toList();
    }
}
