package io.clientele.organisation;

import io.clientele.contact.Countries;
import io.clientele.contact.Parsed;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/// The tenants of the platform. The table holds no personal data and is open to the applications.
public final class Tenants {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final String INSERT = """
            insert into tenant (id, name, default_country) values (?, ?, ?) on conflict (name) do nothing""";
    private static final String SELECT = "select id, name, status, default_country, settings, version from tenant";
    private static final String FIND_BY_NAME = SELECT + " where name = ?";
    private static final String FIND = SELECT + " where id = ?";
    private static final String PAGE = SELECT + " where name > ? order by name limit ?";
    // Another process may have changed the country.
    private static final long COUNTRY_TTL_NANOS = Duration.ofSeconds(10).toNanos();
    private static final RowMapper<Tenant> ROW = (row, n) -> new Tenant(
            new TenantId(row.getObject("id", UUID.class)),
            row.getString("name"),
            row.getString("status"),
            row.getString("default_country"),
            TenantSettings.of(row.getString("settings")),
            row.getLong("version"));

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;
    private final TenantKeys keys;
    private final Map<TenantId, Country> countries = new ConcurrentHashMap<>();

    public Tenants(JdbcTemplate jdbc, TenantTransactions transactions, TenantKeys keys) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.keys = keys;
    }

    private record Country(String code, long readAtNanos) {
        boolean isFresh() {
            return System.nanoTime() - readAtNanos < COUNTRY_TTL_NANOS;
        }
    }

    /// The outcome of [#create].
    public record Created(Tenant tenant, boolean isNew) {}

    /// Creates the tenant and its keys in one transaction, or answers with the one of that name.
    ///
    /// @throws ProblemException when the name or the country is not valid
    public Created create(String name, String defaultCountry) {
        if (!NAME.matcher(name).matches()) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "The name is not valid.",
                    List.of(new FieldError(
                            "name", ProblemCode.INVALID_CHOICE, "1 to 63 lower-case letters, digits and dashes")));
        }
        String country = switch (Countries.parse(defaultCountry)) {
            case Parsed.Valid<String>(String code) -> code;
            case Parsed.Invalid<String>(ProblemCode code) ->
                throw new ProblemException(code, code.message(), List.of(FieldError.of("default_country", code)));
        };
        TenantId id = new TenantId(Ids.next());
        boolean isNew = transactions.write(id, () -> {
            boolean inserted = jdbc.update(INSERT, id.value(), name, country) == 1;
            if (inserted) {
                keys.create(id);
            }
            return inserted;
        });
        return new Created(jdbc.query(FIND_BY_NAME, ROW, name).getFirst(), isNew);
    }

    public Optional<Tenant> find(TenantId id) {
        return jdbc.query(FIND, ROW, id.value()).stream().findFirst();
    }

    public Optional<Tenant> findByName(String name) {
        return jdbc.query(FIND_BY_NAME, ROW, name).stream().findFirst();
    }

    /// Tenants by name, for the operator of the platform.
    ///
    /// @param after the name before the page; empty for the first page
    /// @param limit how many at most
    public List<Tenant> page(String after, int limit) {
        return jdbc.query(PAGE, ROW, after, limit);
    }

    /// ISO 3166 alpha-2; kept in memory for seconds, since it is asked for with every record.
    ///
    /// @throws ProblemException `NOT_FOUND` when there is no such tenant
    public String defaultCountry(TenantId id) {
        Country known = countries.get(id);
        if (known != null && known.isFresh()) {
            return known.code();
        }
        Tenant tenant = find(id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        countries.put(id, new Country(tenant.defaultCountry(), System.nanoTime()));
        return tenant.defaultCountry();
    }
}
