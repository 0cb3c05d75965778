package io.clientele.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.customer.CustomerDraft;
import io.clientele.ingest.csv.SourceRow;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("REQ-CM-B010")
class RowConversionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1984-05-21          | 1984-05-21
            1984/5/2            | 1984-05-02
            1984-05-21 00:00:00 | 1984-05-21
            19840521            | 1984-05-21
            21/05/1984          | 1984-05-21
            21.05.1984          | 1984-05-21
            05/21/1984          | 1984-05-21
            5/5/1984            | 1984-05-05
            05/06/1984          |
            21 May 1984         | 1984-05-21
            21-MAY-1984         | 1984-05-21
            May 21, 1984        | 1984-05-21
            May 21st, 1984      | 1984-05-21
            1er août 1984       | 1984-08-01
            21 févr. 1984       | 1984-02-21
            31/02/1984          |
            1984-13-01          |
            21/05/84            |
            yesterday           |
            21 Foo 1984         |
            """)
    void readsDatesThatCanMeanOneDayOnly(String text, String iso) {
        assertThat(DateText.iso(text)).isEqualTo(iso);
    }

    @ParameterizedTest
    @CsvSource({
        "yes,true",
        "OUI,true",
        "Vrai,true",
        "1,true",
        "x,true",
        "no,false",
        "Non,false",
        "0,false",
        "FAUX,false"
    })
    void readsYesAndNoInTwoLanguages(String text, boolean expected) {
        CustomerDraft draft = converted("Opt-in", text).draft();

        assertThat(draft.marketingConsent()).isEqualTo(expected);
    }

    @Test
    void reportsWhatIsNeitherYesNorNo() {
        assertThat(converted("Opt-in", "perhaps").errors())
                .containsExactly(FieldError.of("marketing_consent", ProblemCode.INVALID_BOOLEAN));
    }

    @Test
    void splitsTags() {
        assertThat(converted("Tags", "vip; winter tires |fleet;;").draft().tags())
                .containsExactly("vip", "winter tires", "fleet");
    }

    @Test
    void takesOneApostropheBeforeAFormulaStartAway() {
        assertThat(converted("Phone", "'+1 416 555 0100").draft().phone()).isEqualTo("+1 416 555 0100");
        assertThat(converted("Nom", "'t Hooft").draft().lastName()).isEqualTo("'t Hooft");
        assertThat(converted("Notes", "''=x").draft().notes()).isEqualTo("''=x");
    }

    @ParameterizedTest
    @CsvSource({"Courriel,email", "Téléphone,phone", "Texto,sms", "SMS,SMS", "pigeon,pigeon"})
    void knowsContactMethodsByOtherNames(String text, String expected) {
        assertThat(converted("Contact method", text).draft().preferredContactMethod())
                .isEqualTo(expected);
    }

    @Test
    void takesBlankAndMissingCellsForNotGiven() {
        FieldMapping mapping = FieldMapping.of(List.of("Email", "City", "Notes"), Map.of());

        CustomerDraft draft = new RowConversion(mapping)
                .convert(new SourceRow(2, List.of("a@b.ca", "  ")))
                .draft();

        assertThat(draft.city()).isNull();
        assertThat(draft.notes()).isNull();
    }

    @Test
    void reportsTextThatWasNotReadable() {
        assertThat(converted("Ville", "Montr\uFFFDal").errors())
                .extracting(FieldError::code)
                .containsExactly(ProblemCode.INVALID_CHARACTER);
    }

    private static RowConversion.Converted converted(String header, String value) {
        FieldMapping mapping = FieldMapping.of(List.of(header), Map.of());
        return new RowConversion(mapping).convert(new SourceRow(2, List.of(value)));
    }
}
