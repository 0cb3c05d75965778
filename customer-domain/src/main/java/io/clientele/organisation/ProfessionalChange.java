package io.clientele.organisation;

import io.clientele.contact.EmailAddress;
import io.clientele.contact.Parsed;
import io.clientele.contact.SafeText;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to become of a professional. A null leaves the field as it is.
///
/// @param email an empty text takes the e-mail away
/// @param status `active` or `inactive`
public record ProfessionalChange(
        @Nullable String name,
        @Nullable String email,
        @Nullable String status) {
    static final String ACTIVE = "active";
    static final String INACTIVE = "inactive";
    private static final int MAX_NAME = 200;

    /// Prints no personal data.
    @Override
    public String toString() {
        return "ProfessionalChange[status=" + status + "]";
    }

    /// The e-mail wanted; null where it stays or goes.
    ///
    /// @throws ProblemException with all field errors
    @Nullable
    EmailAddress check() {
        List<FieldError> errors = new ArrayList<>();
        if (name != null) {
            checkName(name, errors);
        }
        if (status != null && !status.equals(ACTIVE) && !status.equals(INACTIVE)) {
            errors.add(new FieldError("status", ProblemCode.INVALID_CHOICE, "one of active, inactive"));
        }
        EmailAddress address = null;
        if (email != null && !email.isBlank()) {
            switch (EmailAddress.parse(email)) {
                case Parsed.Valid<EmailAddress>(EmailAddress valid) -> address = valid;
                case Parsed.Invalid<EmailAddress>(ProblemCode code) -> errors.add(FieldError.of("email", code));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "The professional has " + errors.size() + " error(s).", errors);
        }
        return address;
    }

    static void checkName(String name, List<FieldError> errors) {
        String trimmed = name.strip();
        @Nullable ProblemCode unsafe = SafeText.problem(trimmed, false);
        if (trimmed.isEmpty() || trimmed.length() > MAX_NAME) {
            errors.add(new FieldError("name", ProblemCode.REQUIRED, "1 to 200 characters"));
        } else if (unsafe != null) {
            errors.add(FieldError.of("name", unsafe));
        }
    }
}
