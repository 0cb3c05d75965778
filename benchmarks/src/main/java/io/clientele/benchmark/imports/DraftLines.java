package io.clientele.benchmark.imports;

import io.clientele.customer.CustomerDraft;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.file.LineMapper;
import org.springframework.batch.infrastructure.item.file.transform.DelimitedLineTokenizer;
import org.springframework.batch.infrastructure.item.file.transform.FieldSet;

/// Reads a line of the generated file, whose columns are known, with Spring Batch's own tokenizer.
final class DraftLines implements LineMapper<DraftLines.Line> {
    private static final String[] COLUMNS = {
        "first_name",
        "last_name",
        "email",
        "phone",
        "phone_secondary",
        "address_line1",
        "address_line2",
        "city",
        "province",
        "postal_code",
        "country",
        "date_of_birth",
        "preferred_contact_method",
        "marketing_consent",
        "newsletter_subscribed",
        "status",
        "source",
        "tags",
        "notes"
    };
    private static final Set<String> YES = Set.of("yes", "y", "true", "1");

    private final DelimitedLineTokenizer tokenizer = new DelimitedLineTokenizer();

    DraftLines() {
        tokenizer.setNames(COLUMNS);
    }

    /// @param number of the line in the file; the header is line 1
    record Line(int number, CustomerDraft draft) {}

    @Override
    public Line mapLine(String line, int number) {
        return new Line(number, draft(tokenizer.tokenize(line)));
    }

    private static CustomerDraft draft(FieldSet fields) {
        return new CustomerDraft(
                fields.readString("email"),
                fields.readString("phone"),
                fields.readString("phone_secondary"),
                fields.readString("first_name"),
                fields.readString("last_name"),
                fields.readString("date_of_birth"),
                fields.readString("address_line1"),
                fields.readString("address_line2"),
                fields.readString("city"),
                fields.readString("province"),
                fields.readString("postal_code"),
                fields.readString("country"),
                fields.readString("preferred_contact_method"),
                flag(fields.readString("marketing_consent")),
                flag(fields.readString("newsletter_subscribed")),
                fields.readString("status"),
                fields.readString("source"),
                fields.readString("notes"),
                tags(fields.readString("tags")));
    }

    private static @Nullable Boolean flag(@Nullable String text) {
        return text == null || text.isEmpty() ? null : YES.contains(text.toLowerCase(Locale.ROOT));
    }

    private static List<String> tags(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(";"))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
    }
}
