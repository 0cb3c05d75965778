package io.clientele.ingest.imports;

import io.clientele.customer.CustomerContent;
import io.clientele.customer.CustomerValidation;
import io.clientele.customer.SealedCustomer;
import io.clientele.ingest.csv.CsvBlock;
import io.clientele.ingest.csv.CsvText;
import io.clientele.ingest.csv.SourceRow;
import io.clientele.pii.PiiField;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.tenant.Ids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/// Validates and encrypts the rows of a block, on all cores, in the order of the file.
final class RowProcessor implements ItemProcessor<CsvBlock, ProcessedBlock> {
    private static final String FIRST_OWNER_REASON = "imported the customer";

    private final ImportSource source;
    private final RowConversion conversion;
    private final CustomerValidation validation;

    RowProcessor(ImportSource source, CustomerValidation validation) {
        this.source = source;
        this.conversion = new RowConversion(source.mapping());
        this.validation = validation;
    }

    @Override
    public ProcessedBlock process(CsvBlock block) {
        List<RowOutcome> outcomes = switch (block) {
            case CsvBlock.Records records ->
                SourceRow.of(records, source.dialect()).parallelStream()
                        .map(this::outcome)
                        .toList();
            case CsvBlock.BrokenQuotes broken -> List.of(broken(broken));
        };
        return new ProcessedBlock(outcomes, block.nextByte(), block.nextLine());
    }

    private RowOutcome outcome(SourceRow row) {
        if (row.fields().size() > source.mapping().width()
                && row.fields().stream().skip(source.mapping().width()).anyMatch(extra -> !extra.isBlank())) {
            // The cells stand in the wrong columns: what else is wrong with them would only mislead.
            String hint = "%d columns expected, %d found. %s"
                    .formatted(source.mapping().width(), row.fields().size(), ProblemCode.ROW_TOO_WIDE.hint());
            return new RowOutcome.Rejected(
                    row.line(),
                    List.of(new RowOutcome.RowError(null, null, null, ProblemCode.ROW_TOO_WIDE, hint)),
                    record(row));
        }
        RowConversion.Converted converted = conversion.convert(row);
        return switch (validation.validate(converted.draft(), source.country())) {
            case CustomerValidation.Outcome.Accepted(CustomerContent content) ->
                converted.errors().isEmpty() ? accepted(row, content) : rejected(row, converted.errors(), List.of());
            case CustomerValidation.Outcome.Rejected(List<FieldError> errors) ->
                rejected(row, converted.errors(), errors);
        };
    }

    private RowOutcome accepted(SourceRow row, CustomerContent content) {
        UUID id = Ids.next();
        SealedCustomer sealed = SealedCustomer.seal(source.tenantCipher(), id, content);
        byte @Nullable [] reason = source.owner() == null
                ? null
                : source.tenantCipher()
                        .subject(id, sealed.wrappedKey())
                        .encrypt(PiiField.OWNERSHIP_REASON, FIRST_OWNER_REASON);
        @Nullable String email = conversion.cell(row, ImportField.EMAIL);
        return new RowOutcome.Accepted(
                row.line(), sealed, source.fileCipher().encrypt(email == null ? "" : email), reason, record(row));
    }

    private RowOutcome rejected(SourceRow row, List<FieldError> ofConversion, List<FieldError> ofValidation) {
        List<FieldError> all = new ArrayList<>(ofConversion);
        for (FieldError error : ofValidation) {
            if (ofConversion.stream().noneMatch(known -> known.field().equals(error.field()))) {
                all.add(error);
            }
        }
        all.sort(Comparator.comparingInt(error -> {
            @Nullable ImportField field = ImportField.find(error.field());
            return field == null ? Integer.MAX_VALUE : field.ordinal();
        }));
        return new RowOutcome.Rejected(
                row.line(), all.stream().map(error -> error(row, error)).toList(), record(row));
    }

    private RowOutcome.RowError error(SourceRow row, FieldError error) {
        @Nullable ImportField field = ImportField.find(error.field());
        @Nullable String cell = field == null ? null : conversion.cell(row, field);
        return new RowOutcome.RowError(
                field == null ? null : source.mapping().header(field),
                error.field(),
                cell == null ? null : source.fileCipher().encrypt(cell),
                error.code(),
                error.expected());
    }

    private RowOutcome broken(CsvBlock.BrokenQuotes broken) {
        return new RowOutcome.Rejected(
                broken.line(),
                List.of(new RowOutcome.RowError(
                        null, null, null, ProblemCode.MALFORMED_ROW, ProblemCode.MALFORMED_ROW.hint())),
                record(new SourceRow(broken.line(), cells(broken.text()))));
    }

    /// Cut at every delimiter: which quote is the stray one can not be known.
    private List<String> cells(String line) {
        return List.of(line.split(Pattern.quote(String.valueOf(source.dialect().delimiter())), -1));
    }

    private byte[] record(SourceRow row) {
        return source.fileCipher()
                .encrypt(CsvText.record(
                        row.fields(), source.dialect(), source.mapping().width()));
    }
}
