package io.clientele.vin;

/// Something about a VIN that a person should look at; nothing is refused because of it.
///
/// @param message one sentence, without the number
public record VinWarning(Code code, String message) {
    /// Stable names, the same in answers and error reports.
    public enum Code {
        /// The ninth character is not the check digit; usual outside of North America and China.
        CHECK_DIGIT,
        /// The tables do not know the maker's identifier.
        UNKNOWN_MANUFACTURER,
        /// The maker is known, its model is not told by the tables.
        UNKNOWN_MODEL,
        /// The tenth character tells no model year, or one that is to come.
        MODEL_YEAR,
        /// The last four characters are not digits, as ISO 3779 wants them.
        SERIAL,
        /// The make that was given is not the one of the VIN.
        MAKE_CONTRADICTED,
        /// The year that was given is not the one of the VIN.
        YEAR_CONTRADICTED
    }
}
