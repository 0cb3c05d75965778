package io.clientele.tenant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement that changes rows and needs nothing of another's result, for [TenantTransactions#run].
///
/// @param values one for each `?`
public record Command(String sql, List<@Nullable Object> values) {
    public Command {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    public static Command of(String sql, @Nullable Object... values) {
        return new Command(sql, Arrays.asList(values));
    }

    /// Prints no value: one could be personal.
    @Override
    public String toString() {
        return "Command[" + sql + "]";
    }
}
