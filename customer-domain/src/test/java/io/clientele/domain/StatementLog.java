package io.clientele.domain;

import io.clientele.tenant.TenantTransactions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/// Remembers every different statement that goes through a data source, with the values of its first execution, so
/// that a test can run them again in other circumstances.
public final class StatementLog {
    // Sets the tenant, and perhaps read only; the second is what is asked behind the statement.
    private static final Pattern SETTING = Pattern.compile("select set_config\\('app\\.tenant', \\?, true\\)[^;]*;\n");

    private static final String BEHIND = ";\nselect current_setting('app.tenant', true)";

    private static final StackWalker STACK = StackWalker.getInstance();
    private static final Set<String> CARRIERS =
            Set.of(TenantTransactions.class.getName() + ".select", TenantTransactions.class.getName() + ".run");

    private final Map<String, Recorded> statements = new ConcurrentHashMap<>();
    private final Set<String> callers = ConcurrentHashMap.newKeySet();

    /// A statement and how its values were set: `calls` by position, from 1.
    public record Recorded(String sql, Map<Integer, Call> calls) {
        /// Prepares it on another connection.
        public PreparedStatement prepare(Connection connection) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            for (Map.Entry<Integer, Call> call : calls.entrySet()) {
                call.getValue().set(statement, call.getKey());
            }
            return statement;
        }

        /// The same without the application's own filter: `tenant_id = ?` is `true`.
        public Recorded withoutTenantFilter() {
            StringBuilder stripped = new StringBuilder();
            Map<Integer, Call> kept = new TreeMap<>();
            int position = 0;
            for (int i = 0; i < sql.length(); i++) {
                if (sql.charAt(i) != '?') {
                    stripped.append(sql.charAt(i));
                    continue;
                }
                position++;
                String before = stripped.toString();
                String filter = before.replaceFirst("(?s)(?:\\b\\w+\\.)?\\btenant_id\\s*=\\s*$", "");
                if (filter.length() < before.length()) {
                    stripped.setLength(filter.length());
                    stripped.append("true");
                } else {
                    stripped.append('?');
                    if (calls.containsKey(position)) {
                        kept.put(kept.size() + 1, calls.get(position));
                    }
                }
            }
            return new Recorded(stripped.toString(), kept);
        }
    }

    /// How one value was set.
    public record Call(Method method, Object[] arguments) {
        private void set(PreparedStatement statement, int position) throws SQLException {
            Object[] all = arguments.clone();
            all[0] = position;
            try {
                method.invoke(statement, all);
            } catch (InvocationTargetException | IllegalAccessException unset) {
                throw new SQLException(unset);
            }
        }
    }

    /// All different statements so far.
    public Collection<Recorded> statements() {
        return List.copyOf(statements.values());
    }

    /// Every method of ours that made a statement run, as `io.clientele.customer.CustomerRepository.update`; what runs
    /// in a
    /// lambda counts for the method that it is in.
    public Set<String> callers() {
        return Set.copyOf(callers);
    }

    private void recordCaller() {
        STACK.walk(frames -> {
            Iterator<String> methods = frames.filter(frame -> isOurs(frame.getClassName()))
                    .map(frame -> frame.getClassName() + "." + method(frame.getMethodName()))
                    .iterator();
            String method = "";
            // What asks through a transaction has the statement, and the transaction only runs it.
            while ((method.isEmpty() || CARRIERS.contains(method)) && methods.hasNext()) {
                method = methods.next();
                callers.add(method);
            }
            return method;
        });
    }

    /// Spring makes a proxy of a package-private repository in the repository's own package.
    private static boolean isOurs(String className) {
        return className.startsWith("io.clientele.")
                && !className.startsWith(StatementLog.class.getName())
                && !className.contains("$Proxy");
    }

    /// `lambda$page$0` is in `page`.
    private static String method(String name) {
        return name.startsWith("lambda$") ? name.substring("lambda$".length(), name.lastIndexOf('$')) : name;
    }

    DataSource recording(DataSource target) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = method.invoke(target, arguments);
            return result instanceof Connection connection ? recording(connection) : result;
        });
    }

    private Connection recording(Connection target) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = method.invoke(target, arguments);
            if (result instanceof PreparedStatement statement && arguments[0] instanceof String sql) {
                return recording(sql, statement);
            }
            return result instanceof Statement statement ? recording(statement) : result;
        });
    }

    /// One without values.
    private Statement recording(Statement target) {
        return proxy(Statement.class, (method, arguments) -> {
            if (method.getName().startsWith("execute") && arguments.length > 0 && arguments[0] instanceof String sql) {
                recordCaller();
                statements.putIfAbsent(sql, new Recorded(sql, Map.of()));
            }
            return method.invoke(target, arguments);
        });
    }

    private PreparedStatement recording(String sql, PreparedStatement target) {
        Map<Integer, Call> calls = new TreeMap<>();
        // The setting that travels with a statement is the second lock itself: what it opens is what is asked.
        Matcher setting = SETTING.matcher(sql);
        boolean withSetting = setting.lookingAt();
        String asked = withSetting ? sql.substring(setting.end()).replace(BEHIND, "") : sql;
        int before = withSetting ? 1 : 0;
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set")
                    && arguments.length >= 2
                    && arguments[0] instanceof Integer at
                    && at > before) {
                calls.put(at - before, new Call(method, arguments));
            }
            if (method.getName().startsWith("execute") || method.getName().equals("addBatch")) {
                recordCaller();
                statements.putIfAbsent(asked, new Recorded(asked, new TreeMap<>(calls)));
            }
            return method.invoke(target, arguments);
        });
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            try {
                return handler.handle(method, given == null ? new Object[0] : given);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }));
    }
}
