package io.clientele.embedded.junit;

import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.OpenSearchAddress;
import io.clientele.embedded.PostgresAddress;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test real servers, as parameters of constructors and methods: a [PostgresAddress], a [KafkaAddress], an
/// [OpenSearchAddress], or a [TestDatabase] of the test class's own. A server starts when it is first asked for.
///
/// ```java
/// @ExtendWith(Servers.class)
/// class ImportIT {
///     @Test
///     void readsRows(TestDatabase database, KafkaAddress kafka) { … }
/// }
/// ```
public final class Servers implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(Servers.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == PostgresAddress.class
                || type == KafkaAddress.class
                || type == OpenSearchAddress.class
                || type == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == PostgresAddress.class) {
            return TestServers.postgres();
        }
        if (type == KafkaAddress.class) {
            return TestServers.kafka();
        }
        if (type == OpenSearchAddress.class) {
            return TestServers.openSearch();
        }
        return ofClass(context)
                .getStore(NAMESPACE)
                .computeIfAbsent(TestDatabase.class, key -> TestDatabase.create(), TestDatabase.class);
    }

    /// The outermost test class, whose end drops the database.
    private static ExtensionContext ofClass(ExtensionContext context) {
        ExtensionContext at = context;
        while (at.getParent().isPresent() && at.getParent().get().getTestClass().isPresent()) {
            at = at.getParent().get();
        }
        return at;
    }
}
