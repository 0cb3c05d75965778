package io.clientele.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("REQ-CM-B010")
class FieldMappingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            email                          | email
            E-Mail Address                 | email
            Courriel                       | email
            ADRESSE COURRIEL               | email
            Customer's E-mail (required)   | email
            client_email                   | email
            emailAddress                   | email
            Phone                          | phone
            Mobile phone                   | phone
            Téléphone                      | phone
            Numéro de téléphone            | phone
            tel.                           | phone
            Cell #                         | phone
            Contact Phone                  | phone
            Home Phone                     | phone_secondary
            Téléphone (travail)            | phone
            Téléphone travail              | phone_secondary
            Phone 2                        | phone_secondary
            Given name                     | first_name
            FirstName                      | first_name
            Prénom                         | first_name
            Client First Name              | first_name
            Surname                        | last_name
            last_name*                     | last_name
            Nom                            | last_name
            Nom de famille                 | last_name
            DOB                            | date_of_birth
            Date of Birth (YYYY-MM-DD)     | date_of_birth
            Date de naissance              | date_of_birth
            Street Address                 | address_line1
            Adresse                        | address_line1
            Apt./Suite                     | address_line2
            Town                           | city
            Ville                          | city
            State/Province                 | province
            Zip code                       | postal_code
            Postal_Code                    | postal_code
            Code postal                    | postal_code
            Pays                           | country
            Preferred Contact Method       | preferred_contact_method
            Mode de contact préféré        | preferred_contact_method
            Opt-in                         | marketing_consent
            Consentement marketing         | marketing_consent
            Abonné à l'infolettre          | newsletter_subscribed
            Abonné à l’infolettre          | newsletter_subscribed
            Customer Status                | status
            Lead Source                    | source
            Commentaires                   | notes
            Mots-clés                      | tags
            Name                           |
            Full name                      |
            Nom du client                  |
            Loyalty points                 |
            ?                              |
            """)
    void knowsWhatPeopleCallAField(String header, String field) {
        ImportField found = HeaderSynonyms.find(header);

        assertThat(found == null ? null : found.field()).isEqualTo(field);
    }

    @Test
    void givesAFieldToTheFirstOfTwoColumns() {
        FieldMapping mapping = FieldMapping.of(List.of("Phone", "Mobile", "E-mail", "Phone"), Map.of());

        assertThat(mapping.column(ImportField.PHONE)).isZero();
        assertThat(mapping.headers()).containsExactly("Phone", "Mobile", "E-mail", "Phone (2)");
        assertThat(mapping.byHeader())
                .containsEntry("Phone", "phone")
                .containsEntry("Mobile", null)
                .containsEntry("E-mail", "email")
                .containsEntry("Phone (2)", null);
    }

    @Test
    void doesWhatItIsTold() {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("mobile ", "phone");
        said.put("E-mail", null);
        said.put("Login", "email");

        FieldMapping mapping = FieldMapping.of(List.of("Phone", "Mobile", "E-mail", "Login"), said);

        assertThat(mapping.header(ImportField.PHONE)).isEqualTo("Mobile");
        assertThat(mapping.header(ImportField.EMAIL)).isEqualTo("Login");
        assertThat(mapping.byHeader()).containsEntry("Phone", null).containsEntry("E-mail", null);
    }

    @Test
    void findsTheSameMappingAgainFromWhatItKept() {
        FieldMapping first = FieldMapping.of(List.of("Phone", "Mobile", "Courriel", "Nom", "Prénom"), Map.of());

        FieldMapping second =
                FieldMapping.of(List.of("Phone", "Mobile", "Courriel", "Nom", "Prénom"), first.byHeader());

        assertThat(second.byHeader()).isEqualTo(first.byHeader());
    }

    @Test
    void namesTheFieldsThatNoColumnGives() {
        FieldMapping mapping = FieldMapping.of(List.of("E-mail", "Name"), Map.of());

        assertThatThrownBy(mapping::requireComplete).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.UNMAPPED_REQUIRED_FIELD);
            assertThat(problem.detail())
                    .contains("phone, first_name, last_name")
                    .contains("E-mail, Name");
        });
    }

    @Test
    void refusesAFieldThatDoesNotExist() {
        assertThatThrownBy(() -> FieldMapping.of(List.of("A"), Map.of("A", "shoe_size")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ProblemCode.UNKNOWN_FIELD));
    }
}
