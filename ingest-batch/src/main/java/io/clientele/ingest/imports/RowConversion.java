package io.clientele.ingest.imports;

import io.clientele.customer.CustomerDraft;
import io.clientele.ingest.csv.CsvText;
import io.clientele.ingest.csv.SourceRow;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns a row into the draft that REST takes as well: only what is particular to files happens here, the rules are in
/// `CustomerValidation`.
final class RowConversion {
    private static final Set<String> YES = Set.of("true", "t", "yes", "y", "1", "on", "x", "oui", "o", "vrai", "v");
    private static final Set<String> NO = Set.of("false", "f", "no", "n", "0", "off", "non", "faux");
    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("e-mail", "email"),
            Map.entry("mail", "email"),
            Map.entry("courriel", "email"),
            Map.entry("telephone", "phone"),
            Map.entry("tel", "phone"),
            Map.entry("call", "phone"),
            Map.entry("appel", "phone"),
            Map.entry("mobile", "phone"),
            Map.entry("cell", "phone"),
            Map.entry("text", "sms"),
            Map.entry("text message", "sms"),
            Map.entry("texto", "sms"));
    private static final Map<String, String> STATUSES = Map.of(
            "actif", "active",
            "active", "active",
            "inactif", "inactive",
            "inactive", "inactive",
            "bloque", "blocked",
            "bloquee", "blocked");
    private static final char REPLACEMENT = '\uFFFD';

    private final FieldMapping mapping;

    RowConversion(FieldMapping mapping) {
        this.mapping = mapping;
    }

    /// The outcome.
    ///
    /// @param errors what already stands against the row; the draft leaves those fields out
    record Converted(CustomerDraft draft, List<FieldError> errors) {}

    Converted convert(SourceRow row) {
        List<FieldError> errors = new ArrayList<>();
        for (ImportField field : ImportField.values()) {
            @Nullable String value = value(row, field);
            if (value != null && value.indexOf(REPLACEMENT) >= 0) {
                errors.add(new FieldError(
                        field.field(), ProblemCode.INVALID_CHARACTER, "text in the character set of the file"));
            }
        }
        CustomerDraft draft = new CustomerDraft(
                value(row, ImportField.EMAIL),
                value(row, ImportField.PHONE),
                value(row, ImportField.PHONE_SECONDARY),
                value(row, ImportField.FIRST_NAME),
                value(row, ImportField.LAST_NAME),
                date(value(row, ImportField.DATE_OF_BIRTH)),
                value(row, ImportField.ADDRESS_LINE1),
                value(row, ImportField.ADDRESS_LINE2),
                value(row, ImportField.CITY),
                value(row, ImportField.PROVINCE),
                value(row, ImportField.POSTAL_CODE),
                value(row, ImportField.COUNTRY),
                word(value(row, ImportField.PREFERRED_CONTACT_METHOD), METHODS),
                flag(row, ImportField.MARKETING_CONSENT, errors),
                flag(row, ImportField.NEWSLETTER_SUBSCRIBED, errors),
                word(value(row, ImportField.STATUS), STATUSES),
                value(row, ImportField.SOURCE),
                value(row, ImportField.NOTES),
                tags(value(row, ImportField.TAGS)));
        return new Converted(draft, errors);
    }

    /// The cell as it stands in the file; null when the file has no such column or the row ends before it.
    @Nullable
    String cell(SourceRow row, ImportField field) {
        int column = mapping.column(field);
        return column < 0 || column >= row.fields().size() ? null : row.fields().get(column);
    }

    private @Nullable String value(SourceRow row, ImportField field) {
        @Nullable String cell = cell(row, field);
        return cell == null || cell.isBlank() ? null : CsvText.unguarded(cell);
    }

    private static @Nullable String date(@Nullable String text) {
        @Nullable String iso = text == null ? null : DateText.iso(text);
        return iso == null ? text : iso;
    }

    private static @Nullable String word(@Nullable String text, Map<String, String> words) {
        return text == null ? null : words.getOrDefault(HeaderSynonyms.plain(text), text);
    }

    private @Nullable Boolean flag(SourceRow row, ImportField field, List<FieldError> errors) {
        @Nullable String text = value(row, field);
        if (text == null) {
            return null;
        }
        String plain = HeaderSynonyms.plain(text);
        if (YES.contains(plain)) {
            return true;
        }
        if (!NO.contains(plain)) {
            errors.add(FieldError.of(field.field(), ProblemCode.INVALID_BOOLEAN));
        }
        return false;
    }

    private static @Nullable List<String> tags(@Nullable String text) {
        return text == null
                ? null
                : Arrays.stream(text.split("[;|]"))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
    }
}
