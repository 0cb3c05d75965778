package io.clientele.tenant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A transaction in which PostgreSQL shows one tenant's rows. Outside of it row-level security shows none.
/// The setting is local to the transaction, so that nothing leaks through the connection pool.
public final class TenantTransactions {
    private static final String SET_TENANT = "select set_config('app.tenant', ?, true)";
    private static final String SET_TENANT_READ_ONLY = SET_TENANT + ", set_config('transaction_read_only', 'on', true)";
    private static final String TENANT = "select current_setting('app.tenant', true)";
    private static final String NEXT = ";\n";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate write;
    private final TransactionTemplate attempt;
    private final TransactionTemplate read;

    public TenantTransactions(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.write = new TransactionTemplate(transactions);
        this.attempt = new TransactionTemplate(transactions);
        this.attempt.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.read = new TransactionTemplate(transactions);
        this.read.setReadOnly(true);
        this.read.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRED);
    }

    /// Runs `work` in a transaction of the tenant, joining one that is open.
    public <T extends @Nullable Object> T write(TenantId tenantId, Supplier<T> work) {
        return in(write, tenantId, work);
    }

    /// The same for work whose failure has to be looked into: what it throws undoes the work by a savepoint, so that an
    /// open transaction (that of an `Idempotency-Key`) can still be asked.
    public <T extends @Nullable Object> T attempt(TenantId tenantId, Supplier<T> work) {
        return in(attempt, tenantId, work);
    }

    /// The same as `write`, read only.
    public <T extends @Nullable Object> T read(TenantId tenantId, Supplier<T> work) {
        return in(read, tenantId, work);
    }

    /// The rows that one statement finds, read only, in one round trip to the database: the setting travels
    /// with the statement, and what is sent at once is one transaction (PostgreSQL, "Message Flow",
    /// "Pipelining"). The driver may part what is to be sent, which ends that transaction early and hides every
    /// row; so the setting is asked for behind the statement, and where it is gone the statement runs again in a
    /// transaction that was begun.
    ///
    /// @param values one for each `?`, of known types (a null as `SqlParameterValue`, a time as
    /// `OffsetDateTime`): for others the driver parts
    public <T> List<T> select(TenantId tenantId, String sql, RowMapper<T> row, Object... values) {
        ResultSetExtractor<List<T>> rows = new RowMapperResultSetExtractor<>(row);
        Supplier<List<T>> begun = () -> read(tenantId, () -> Objects.requireNonNull(jdbc.query(sql, rows, values)));
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return begun.get();
        }
        PreparedStatementCallback<Optional<List<T>>> all = statement -> {
            setter(tenantId, Arrays.asList(values)).setValues(statement);
            statement.execute();
            if (!statement.getMoreResults()) {
                throw new IllegalStateException("the statement finds no rows but does something else");
            }
            List<T> found = rows.extractData(statement.getResultSet());
            return statement.getMoreResults() && isSet(statement.getResultSet(), tenantId)
                    ? Optional.ofNullable(found)
                    : Optional.empty();
        };
        return Objects.requireNonNull(jdbc.execute(SET_TENANT_READ_ONLY + NEXT + sql + NEXT + TENANT, all))
                .orElseGet(begun);
    }

    private static boolean isSet(ResultSet setting, TenantId tenantId) throws SQLException {
        return setting.next() && tenantId.toString().equals(setting.getString(1));
    }

    /// Runs commands in their order, all or none, in one round trip to the database and one for the commit; joins a
    /// transaction that is open.
    public void run(TenantId tenantId, List<Command> commands) {
        StringBuilder sql = new StringBuilder(SET_TENANT);
        List<@Nullable Object> values = new ArrayList<>();
        for (Command command : commands) {
            sql.append(NEXT).append(command.sql());
            values.addAll(command.values());
        }
        PreparedStatementCallback<Boolean> all = statement -> {
            setter(tenantId, values).setValues(statement);
            return statement.execute();
        };
        write.executeWithoutResult(status -> jdbc.execute(sql.toString(), all));
    }

    private static PreparedStatementSetter setter(TenantId tenantId, List<@Nullable Object> values) {
        List<@Nullable Object> all = new ArrayList<>(values.size() + 1);
        all.add(tenantId.toString());
        all.addAll(values);
        return new ArgumentPreparedStatementSetter(all.toArray());
    }

    /// Sets the tenant of the transaction that is open already, for callers whose framework opens it (Spring Batch).
    public void join(TenantId tenantId) {
        jdbc.queryForObject(SET_TENANT, String.class, tenantId.toString());
    }

    @SuppressWarnings("NullAway") // TransactionTemplate returns what the callback returned, and that is a T
    private <T extends @Nullable Object> T in(TransactionTemplate template, TenantId tenantId, Supplier<T> work) {
        return template.execute(status -> {
            join(tenantId);
            return work.get();
        });
    }
}
