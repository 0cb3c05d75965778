package io.clientele.problem;

/// Everything that can be wrong, once. The name is stable: it is the `code` of a REST problem, of a bulk row error and
/// of a metric tag. The message says what is wrong without repeating the value; the hint says what to do.
public enum ProblemCode {
    REQUIRED(400, "A value is required.", "Fill in the field."),
    TOO_LONG(400, "The value is too long.", "Shorten it to the length given."),
    INVALID_EMAIL(400, "This is not a valid e-mail address.", "Write it like name@example.com."),
    INVALID_PHONE(
            400,
            "This is not a valid phone number.",
            "Write it with area code, or with + and country code when it is abroad."),
    INVALID_POSTAL_CODE(400, "The postal code does not fit the country.", "In Canada it looks like K1A 0B1."),
    INVALID_PROVINCE(400, "The province or state does not exist in the country.", "Use its code, like ON or QC."),
    INVALID_COUNTRY(400, "This is not a country.", "Use the two-letter code of ISO 3166, like CA."),
    INVALID_DATE(400, "This is not a date.", "Write it as year-month-day, like 1984-05-21."),
    DATE_OUT_OF_RANGE(400, "The date can not be a birth date.", "It lies in the future or more than 130 years back."),
    INVALID_VIN(
            400,
            "This is not a vehicle identification number.",
            "It has 17 letters and digits, never I, O or Q; vehicles built before 1981 have none."),
    VIN_CHECK_DIGIT(400, "The check digit of the VIN does not fit the rest.", "Compare each character with the plate."),
    INVALID_LICENSE_PLATE(
            400, "This is not a licence plate.", "It has 1 to 15 letters, digits, blanks, dots and hyphens."),
    OUT_OF_RANGE(400, "The number is outside of what is possible.", "Look at the range given."),
    INVALID_CHOICE(400, "The value is none of those allowed.", "Use one of the values listed."),
    INVALID_BOOLEAN(400, "This is neither yes nor no.", "Write true or false, yes or no, 1 or 0."),
    INVALID_TAG(400, "A tag is empty, too long, or there are too many.", "At most 50 tags of 1 to 50 characters."),
    UNSAFE_TEXT(400, "The text holds markup that a browser could run.", "Remove the tag; a lone < is fine."),
    INVALID_CHARACTER(400, "The text holds a control character.", "Remove it."),
    ROW_TOO_WIDE(400, "The row has more columns than the header.", "Quote values that hold the delimiter."),
    ROW_TOO_LONG(400, "The row or one of its values is longer than is read.", "Look for a quote that is never closed."),
    MALFORMED_ROW(
            400, "The quotes of the row do not fit together.", "Close every quote; write one inside of a value twice."),
    DUPLICATE_EMAIL(409, "A customer with this e-mail address exists.", "Open that customer instead."),
    DUPLICATE_VIN(409, "A vehicle with this VIN exists.", "Open that vehicle, or transfer it, instead."),
    DUPLICATE_IN_FILE(409, "An earlier row of the file has this e-mail address.", "Keep one of the rows."),
    DUPLICATE_PROFESSIONAL(
            409, "Another professional of the tenant has this name or e-mail address.", "Choose another one."),
    REFERRAL_EXISTS(
            409,
            "The customer was referred to this professional already.",
            "Wait for the decision, or choose someone else."),
    REFERRAL_DECIDED(409, "The referral was accepted or declined already.", "Make a new referral if need be."),
    ERASED_SUBJECT(409, "This person was erased at their own request.", "An administrator has to decide."),
    MALFORMED_REQUEST(400, "The request could not be read.", "Look at the detail."),
    UNKNOWN_FIELD(400, "The field is not known.", "Remove it, or look at the list of fields."),
    UNREADABLE_FILE(400, "The file could not be read.", "Look at the detail."),
    FILE_TOO_LARGE(413, "The file is larger than is accepted.", "Split it."),
    BODY_TOO_LARGE(413, "The body of the request is larger than is accepted.", "Send less at a time."),
    UNMAPPED_REQUIRED_FIELD(400, "No column of the file gives a required field.", "Add a mapping for it."),
    UNAUTHENTICATED(401, "A valid token is required.", "Send Authorization: Bearer with a token of this platform."),
    FORBIDDEN(403, "Your role may not do this.", "Ask an administrator."),
    NOT_FOUND(404, "There is no such thing, or it is not yours to see.", "Look at the id."),
    VERSION_REQUIRED(
            428, "The version that is to be changed was not given.", "Send If-Match with the ETag that you read."),
    STALE_VERSION(412, "The record has changed since you read it.", "Read it again and repeat your change."),
    HISTORY_INCOMPLETE(
            409,
            "The history lacks a change that this needs.",
            "A change of this moment is there in a second; one from before the history began will not be."),
    INVALID_IDEMPOTENCY_KEY(
            400, "The Idempotency-Key can not be used.", "Send 1 to 255 printable ASCII characters, once."),
    REQUEST_IN_PROGRESS(
            409,
            "The first request with this Idempotency-Key is still being worked on.",
            "Send it again a little later."),
    IDEMPOTENCY_KEY_REUSED(
            422, "The Idempotency-Key was used for another request.", "Use a new key for each new request."),
    RATE_LIMITED(429, "The tenant has sent too many requests.", "Try again after the seconds given in Retry-After."),
    UNKNOWN_API_VERSION(400, "The API-Version is not known.", "Leave the header out, or send a version that is named."),
    METHOD_NOT_ALLOWED(405, "This address does not take that method.", "Look at the API's description."),
    NOT_ACCEPTABLE(406, "This address does not answer in that format.", "Look at the API's description."),
    UNSUPPORTED_MEDIA_TYPE(415, "This address does not take that format.", "Look at the API's description."),
    TENANT_SUSPENDED(403, "The tenant is suspended.", "Ask the operator of the platform."),
    SEARCH_UNAVAILABLE(503, "Search is starting or away.", "Try again after the seconds given in Retry-After."),
    DATABASE_UNAVAILABLE(503, "The database is starting or away.", "Try again after the seconds given in Retry-After."),
    INVALID_WEBHOOK_URL(
            400,
            "Nothing can be posted to this address.",
            "Give an https address with a host that is public, and no user in it."),
    WEBHOOK_DISABLED(409, "The webhook is disabled.", "Make it active first."),
    TOO_MANY_WEBHOOKS(409, "The tenant has as many webhooks as it may have.", "Delete one that is not needed."),
    DEAD_LETTER_CLOSED(409, "The dead letter can not be decided so.", "Look at its status, and at the detail."),
    MASTER_KEY_UNWRITABLE(
            409,
            "The file of the master key can not be written here.",
            "Add a primary key where the file is kept, then ask for a rotation of scope wrapping."),
    INTERNAL_ERROR(500, "Something went wrong on our side.", "Report the request id.");

    private final int status;
    private final String message;
    private final String hint;

    ProblemCode(int status, String message, String hint) {
        this.status = status;
        this.message = message;
        this.hint = hint;
    }

    /// HTTP status, 400 to 599.
    public int status() {
        return status;
    }

    /// One sentence; never holds a value.
    public String message() {
        return message;
    }

    /// One sentence: what to do about it.
    public String hint() {
        return hint;
    }
}
