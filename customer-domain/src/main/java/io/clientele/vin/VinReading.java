package io.clientele.vin;

import io.clientele.problem.ProblemCode;
import java.util.List;
import java.util.stream.Collectors;

/// The outcome of reading a text as a VIN.
public sealed interface VinReading {
    /// The text is one.
    record Read(Vin vin) implements VinReading {}

    /// The text is none.
    ///
    /// @param code `INVALID_VIN` or `VIN_CHECK_DIGIT`
    /// @param hint what would have been right, by positions and never by the number itself, so that it may be
    ///             stored in an error report; fit for `FieldError.expected`
    /// @param suggestions the numbers that the writer may have meant, at most three, often none; personal data
    record Refused(ProblemCode code, String hint, List<Vin> suggestions) implements VinReading {
        /// The hint with the numbers that would be valid: for the answer to whoever sent the text, never to be kept.
        public String expected() {
            return suggestions.isEmpty()
                    ? hint
                    : hint + "; valid would be "
                            + suggestions.stream().map(Vin::value).collect(Collectors.joining(" or "));
        }
    }
}
