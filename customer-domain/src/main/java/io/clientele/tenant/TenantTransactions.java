package io.clientele.tenant;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// A transaction in which PostgreSQL shows one tenant's rows. Outside of it row-level security shows none.
/// The setting is local to the transaction, so that nothing leaks through the connection pool.
public final class TenantTransactions {
    private static final String SET_TENANT = "select set_config('app.tenant', ?, true)";

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

    /// The rows that one statement finds, read only. The setting travels with the statement, which saves
    /// [#read]'s first round trip to the database; a transaction that is open is joined.
    ///
    /// @param values one for each `?`; a null comes as a `SqlParameterValue` with its type, since a parameter
    /// of unknown type costs a round trip of its own
    public <T> List<T> select(TenantId tenantId, String sql, RowMapper<T> row, Object... values) {
        @Nullable Object[] all = new Object[values.length + 1];
        all[0] = tenantId.toString();
        System.arraycopy(values, 0, all, 1, values.length);
        PreparedStatementCallback<List<T>> both = statement -> {
            new ArgumentPreparedStatementSetter(all).setValues(statement);
            statement.execute();
            if (!statement.getMoreResults()) {
                throw new IllegalStateException("the statement finds no rows but does something else");
            }
            return new RowMapperResultSetExtractor<>(row).extractData(statement.getResultSet());
        };
        return Objects.requireNonNull(read.execute(status -> jdbc.execute(SET_TENANT + ";\n" + sql, both)));
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
