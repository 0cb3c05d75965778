package io.clientele.api.customer;

import io.clientele.customer.CustomerFilter;
import io.clientele.customer.CustomerStatus;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/// What a list is narrowed to, as it stands in the query; a name that is none of these parameters is ignored.
record ListQuery(
        @Nullable UUID owner,
        @Nullable String status,
        @Nullable String tag,
        @BindParam("created_from") @Nullable Instant createdFrom,
        @BindParam("created_to") @Nullable Instant createdTo,
        @BindParam("last_activity_from") @Nullable Instant lastActivityFrom,
        @BindParam("last_activity_to") @Nullable Instant lastActivityTo,
        @Nullable String sort,
        @Nullable String direction) {
    private enum Direction {
        DESC,
        ASC
    }

    CustomerFilter filter() {
        return new CustomerFilter(
                owner,
                status == null ? null : one(CustomerStatus.values(), "status", status),
                tag,
                createdFrom,
                createdTo,
                lastActivityFrom,
                lastActivityTo,
                sort == null ? CustomerFilter.Sort.CREATED_AT : one(CustomerFilter.Sort.values(), "sort", sort),
                direction != null && one(Direction.values(), "direction", direction) == Direction.ASC);
    }

    private static <E extends Enum<E>> E one(E[] values, String parameter, String wanted) {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                return value;
            }
        }
        String allowed = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new ProblemException(
                ProblemCode.MALFORMED_REQUEST, "The parameter " + parameter + " is one of " + allowed + ".");
    }
}
