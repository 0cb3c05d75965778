package io.clientele.benchmark.imports;

import io.clientele.benchmark.place.Database;
import io.clientele.customer.CustomerContent;
import io.clientele.customer.CustomerValidation;
import io.clientele.customer.CustomerView;
import io.clientele.customer.Customers;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Whether a contender did the work: every row is there once with its key, and rows picked at random decrypt to what
/// their lines of the file say.
final class Verification {
    private static final int PICKED = 20;
    private static final String IDS_OF_LINES = """
            select id, operation_row from customer where tenant_id = ? and operation_row = any (?)""";

    private final Database database;
    private final Domain domain;
    private final Customers customers;
    private final Actor reader;
    private final Path file;
    private final int rows;
    private final Random random = new Random();

    /// @param rows acceptable ones in the file, all of them
    Verification(Database database, Domain domain, Actor reader, Path file, int rows) {
        this.database = database;
        this.domain = domain;
        this.customers = domain.customers();
        this.reader = reader;
        this.file = file;
        this.rows = rows;
    }

    /// @throws IllegalStateException when anything is missing, too much, or different
    void check() throws SQLException, IOException {
        TenantId tenant = reader.tenantId();
        require(database.customers(tenant), rows, "customers");
        require(database.keys(tenant), rows, "keys");
        Map<Integer, CustomerContent> expected = picked();
        Map<UUID, Integer> lines = idsOf(expected.keySet().toArray(Integer[]::new));
        require(lines.size(), expected.size(), "customers with the numbers of their lines");
        List<CustomerView> found = customers.findAll(reader, List.copyOf(lines.keySet()));
        require(found.size(), expected.size(), "customers that can be decrypted");
        for (CustomerView view : found) {
            Integer line = lines.get(view.id());
            CustomerContent content = line == null ? null : expected.get(line);
            if (content == null || !(view instanceof CustomerView.Full full) || !same(content, full)) {
                throw new IllegalStateException("customer " + view.id() + " is not what line " + line + " says");
            }
        }
    }

    private Map<UUID, Integer> idsOf(Integer[] lines) {
        return domain.transactions.read(reader.tenantId(), () -> {
            Map<UUID, Integer> ids = new TreeMap<>();
            domain.jdbc.query(
                    IDS_OF_LINES,
                    row -> {
                        ids.put(row.getObject("id", UUID.class), row.getInt("operation_row"));
                    },
                    reader.tenantId().value(),
                    lines);
            return ids;
        });
    }

    /// What random lines of the file should have become.
    private Map<Integer, CustomerContent> picked() throws IOException {
        TreeSet<Integer> numbers = new TreeSet<>();
        while (numbers.size() < Math.min(PICKED, rows)) {
            numbers.add(2 + random.nextInt(rows));
        }
        DraftLines mapper = new DraftLines();
        String country = domain.tenants.defaultCountry(reader.tenantId());
        Map<Integer, CustomerContent> picked = new TreeMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (numbers.contains(number)) {
                    picked.put(number, accepted(mapper.mapLine(line, number), country));
                }
            }
        }
        return picked;
    }

    private CustomerContent accepted(DraftLines.Line line, String country) {
        return switch (domain.validation.validate(line.draft(), country)) {
            case CustomerValidation.Outcome.Accepted(CustomerContent content) -> content;
            case CustomerValidation.Outcome.Rejected rejected ->
                throw new IllegalStateException("line " + line.number() + " of the file is not acceptable: "
                        + rejected.errors().stream().map(error -> error.code()).toList());
        };
    }

    private static boolean same(CustomerContent expected, CustomerView.Full found) {
        return fields(expected).equals(fields(found));
    }

    private static List<Object> fields(CustomerContent content) {
        var secondary = content.phoneSecondary();
        var birth = content.dateOfBirth();
        var line1 = content.addressLine1();
        var city = content.city();
        var postalCode = content.postalCode();
        var notes = content.notes();
        List<Object> fields = new ArrayList<>(List.of(
                content.email().value(),
                content.phone().value(),
                content.firstName().value(),
                content.lastName().value(),
                content.country(),
                content.preferredContactMethod().text(),
                content.marketingConsent(),
                content.newsletterSubscribed(),
                content.status().text(),
                content.tags()));
        fields.add(secondary == null ? "" : secondary.value());
        fields.add(birth == null ? "" : birth.value());
        fields.add(line1 == null ? "" : line1.value());
        fields.add(city == null ? "" : city.value());
        fields.add(postalCode == null ? "" : postalCode.value());
        fields.add(notes == null ? "" : notes.value());
        return fields;
    }

    private static List<Object> fields(CustomerView.Full found) {
        String secondary = found.phoneSecondary();
        String birth = found.dateOfBirth();
        String line1 = found.addressLine1();
        String city = found.city();
        String postalCode = found.postalCode();
        String notes = found.notes();
        return List.of(
                found.email(),
                found.phone(),
                found.firstName(),
                found.lastName(),
                found.country(),
                found.preferredContactMethod(),
                found.marketingConsent(),
                found.newsletterSubscribed(),
                found.status(),
                found.tags(),
                secondary == null ? "" : secondary,
                birth == null ? "" : birth,
                line1 == null ? "" : line1,
                city == null ? "" : city,
                postalCode == null ? "" : postalCode,
                notes == null ? "" : notes);
    }

    private static void require(long found, long expected, String what) {
        if (found != expected) {
            throw new IllegalStateException("%d %s expected, %d found".formatted(expected, what, found));
        }
    }
}
