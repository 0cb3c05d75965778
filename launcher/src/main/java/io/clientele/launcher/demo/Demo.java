package io.clientele.launcher.demo;

import io.clientele.launcher.client.ApiClient;
import io.clientele.launcher.client.ImportFollower;
import io.clientele.launcher.client.ImportJob;
import io.clientele.launcher.client.SearchHits;
import io.clientele.launcher.client.Upload;
import io.clientele.launcher.console.Console;
import io.clientele.launcher.sample.Example;
import io.clientele.launcher.sample.SampleFile;
import io.clientele.launcher.supervisor.Endpoints;
import io.clientele.launcher.token.LocalIssuer;
import io.clientele.launcher.token.Role;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// The narrated demonstration on a platform that runs.
public final class Demo {
    private static final double ERROR_PERCENT = 5;
    private static final double DUPLICATE_PERCENT = 3;
    private static final int HITS = 3;

    private final Console console;
    private final Endpoints endpoints;
    private final ApiClient api;
    private final LocalIssuer issuer;
    private final Clock clock;

    /// @param endpoints of the platform
    /// @param api of the same platform
    /// @param issuer whose tokens it takes
    public Demo(Console console, Endpoints endpoints, ApiClient api, LocalIssuer issuer, Clock clock) {
        this.console = console;
        this.endpoints = endpoints;
        this.api = api;
        this.issuer = issuer;
        this.clock = clock;
    }

    /// Imports a fresh file for a fresh tenant and tells what becomes of it.
    ///
    /// @param rows customers in the file
    /// @return whether everything held: the ledger fits the file, all stores agree, and searches find
    public boolean run(long rows) throws IOException, InterruptedException, SQLException {
        try (var stores = new Stores(endpoints)) {
            String tenantName = stores.freshTenantName();
            UUID tenant = api.tenant(tenantName, issuer.operatorToken());
            String token = issuer.token(Role.ADMIN, tenant);
            var order = new SampleFile.Order(rows, clock.millis(), ERROR_PERCENT, DUPLICATE_PERCENT);
            Path file = endpoints.home().demo().resolve(tenantName + "-customers.csv");
            Optional<Example> example = generate(order, file);
            ImportJob job = importFile(file, token, tenantName);
            boolean ledger = checkLedger(order, job);
            boolean counts = showCounts(arrived(stores, tenant, job), job);
            boolean found = example.map(each -> showSearches(each, token)).orElse(true);
            showEvents(stores.events());
            boolean told = showHandover(tenant, token);
            showAddresses(tenantName, token);
            return ledger && counts && found && told;
        }
    }

    private Optional<Example> generate(SampleFile.Order order, Path file) throws IOException {
        Files.createDirectories(endpoints.home().demo());
        heading("A messy file");
        Optional<Example> example;
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            example = SampleFile.write(order, SampleFile.Format.CSV, out);
        }
        console.printf("  %s", file);
        console.printf(
                "  %,d rows (seed %d): %,d good, %,d bad, %,d repeat an earlier e-mail address",
                order.rows(), order.seed(), order.good(), order.bad(), order.duplicates());
        return example;
    }

    private ImportJob importFile(Path file, String token, String tenantName) throws IOException, InterruptedException {
        heading("Import into the tenant " + tenantName);
        ImportJob submitted = api.submitImport(Upload.of(file), null, false, token);
        ImportJob job = new ImportFollower(api, console).follow(submitted, token);
        double rate = job.seconds() > 0 ? job.read() / job.seconds() : 0;
        console.printf("  %s in %.1f s (%,.0f rows/s)", job.status(), job.seconds(), rate);
        console.printf(
                "  %,d read: %,d created, %,d updated, %,d unchanged, %,d duplicates, %,d rejected",
                job.read(), job.created(), job.updated(), job.unchanged(), job.duplicates(), job.rejected());
        if (!job.failure().isEmpty()) {
            console.printf("  %s", job.failure());
        }
        for (ImportJob.ErrorCount each : job.errors()) {
            console.printf("  %,7d  %-26s %s", each.count(), each.code(), each.message());
        }
        if (job.completed() && !job.errors().isEmpty()) {
            Path errors = endpoints.home().demo().resolve(tenantName + "-errors.csv");
            api.downloadErrors(job.jobId(), errors, token);
            console.printf("  The rows to correct, with their reasons: %s", errors);
        }
        return job;
    }

    private Counts arrived(Stores stores, UUID tenant, ImportJob job)
            throws IOException, InterruptedException, SQLException {
        return new Arrival(console, stores).await(job.created(), tenant, UUID.fromString(job.operationId()));
    }

    private boolean checkLedger(SampleFile.Order order, ImportJob job) {
        boolean held = job.completed()
                && job.read() == order.rows()
                && job.created() == order.good()
                && job.rejected() == order.bad()
                && job.duplicates() == order.duplicates();
        if (!held) {
            console.print("  MISMATCH: this is not what the file holds.");
        }
        return held;
    }

    private boolean showCounts(Counts counts, ImportJob job) {
        boolean agree = counts.agreeOn(job.created());
        heading("The same customers, counted in each store");
        console.printf("  %-44s %,10d", "accepted by the import", job.created());
        console.printf("  %-44s %,10d", "PostgreSQL: customers", counts.customers());
        console.printf("  %-44s %,10d", "Kafka: customer.created on customer.events", counts.events());
        console.printf("  %-44s %,10d", "Kafka: distinct event ids", counts.distinctEvents());
        console.printf("  %-44s %,10d", "PostgreSQL: activities of the import", counts.activities());
        console.printf("  %-44s %,10d", "PostgreSQL: customers with one", counts.customersWithActivity());
        console.printf("  %-44s %,10d", "OpenSearch: searchable documents", counts.documents());
        console.print(agree ? "  They agree." : "  MISMATCH: they do not agree.");
        return agree;
    }

    private boolean showSearches(Example example, String token) {
        heading("Search with a typo: " + example.nameWithTypo());
        boolean byName = show(example.nameWithTypo(), example, token);
        heading("Search by a part of the phone number: " + example.partOfPhone());
        return show(example.partOfPhone(), example, token) && byName;
    }

    private boolean show(String query, Example example, String token) {
        JsonNode answer = api.search(query, HITS, token);
        SearchHits.lines(answer).forEach(console::print);
        boolean found = SearchHits.hasLastName(answer, example.lastName());
        if (!found) {
            console.print("  MISMATCH: the customer looked for is not among them.");
        }
        return found;
    }

    private void showEvents(EventReader events) {
        heading("What a consumer of customer.events sees");
        events.lines().forEach(console::print);
    }

    private boolean showHandover(UUID tenant, String token) throws InterruptedException {
        heading("A customer changes hands, and both are told");
        JsonNode anyone = api.customers(1, token).path("customers").path(0);
        return new Handover(console, api, issuer).show(tenant, anyone.path("id").asString(""), token);
    }

    private void showAddresses(String tenantName, String token) {
        heading("To go on with");
        endpoints.variables().forEach((name, value) -> {
            if (!name.equals("DB_PASSWORD")) {
                console.print("  " + name + "=" + value);
            }
        });
        console.print("  A token for the tenant " + tenantName + ", good for "
                + LocalIssuer.LIFETIME.dividedBy(Duration.ofHours(1)) + " hours:");
        console.print("  TOKEN=" + token);
        console.print("  curl -H \"Authorization: Bearer $TOKEN\" \"" + endpoints.api()
                + "/api/customers/search?q=tremblay&limit=5\"");
    }

    private void heading(String title) {
        console.print("");
        console.print(title);
    }
}
