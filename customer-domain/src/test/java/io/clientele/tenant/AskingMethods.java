package io.clientele.tenant;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which methods of this module's product code ask the database, read from its bytecode.
final class AskingMethods {
    /// Everything that can make a statement run, [TenantTransactions#select] and [TenantTransactions#run] apart.
    private static final List<Class<?>> ASKED = List.of(
            JdbcOperations.class,
            NamedParameterJdbcOperations.class,
            JdbcClient.class,
            Repository.class,
            DataSource.class,
            Connection.class,
            Statement.class);

    private AskingMethods() {}

    /// Each as `io.clientele.customer.CustomerRepository.update`; what is in a lambda is in its method.
    static Set<String> ofTheDomain() {
        Set<String> methods = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter()
                .importUrl(Actor.class.getProtectionDomain().getCodeSource().getLocation())) {
            for (JavaCodeUnitAccess<?> access : each.getCodeUnitAccessesFromSelf()) {
                if (asks(access.getTarget())) {
                    methods.add(each.getName() + "." + access.getOrigin().getName());
                }
            }
        }
        return methods;
    }

    private static boolean asks(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        boolean throughTransaction = owner.isEquivalentTo(TenantTransactions.class)
                && (target.getName().equals("select") || target.getName().equals("run"));
        return throughTransaction
                || !target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                        && ASKED.stream().anyMatch(type -> owner.isAssignableTo(type));
    }
}
