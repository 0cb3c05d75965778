package io.clientele.api.selection;

import io.clientele.customer.CustomerView;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The parameters `view` and `fields`.
///
/// @param isLimited whether nothing to reach the customer by is wanted
/// @param fields those wanted, by their names in JSON; null for all
public record Selection(boolean isLimited, @Nullable SortedSet<String> fields) {
    private static final Set<String> KNOWN = known();
    private static final String FULL = "full";
    private static final String LIMITED = "limited";

    public Selection {
        fields = fields == null ? null : Collections.unmodifiableSortedSet(new TreeSet<>(fields));
    }

    /// @param view `full` or `limited`; null is `full`
    /// @param fields names with commas between; null is all
    /// @throws ProblemException naming what is allowed
    public static Selection of(@Nullable String view, @Nullable String fields) {
        if (view != null && !view.equals(FULL) && !view.equals(LIMITED)) {
            throw refused("view", "one of " + FULL + ", " + LIMITED);
        }
        if (fields == null) {
            return new Selection(LIMITED.equals(view), null);
        }
        List<String> wanted = Arrays.asList(fields.split(",", -1));
        if (!KNOWN.containsAll(wanted)) {
            throw refused("fields", "some of " + String.join(", ", KNOWN));
        }
        return new Selection(LIMITED.equals(view), new TreeSet<>(wanted));
    }

    /// The customer as it is to be answered: a view, or what is left of one. A field that the viewer does not get to
    /// see is not there.
    public Object shown(CustomerView customer, JsonMapper json) {
        CustomerView view = isLimited ? customer.limited() : customer;
        return fields == null ? view : tree(customer, json);
    }

    /// The same, always as a tree.
    public ObjectNode tree(CustomerView customer, JsonMapper json) {
        ObjectNode tree = json.valueToTree(isLimited ? customer.limited() : customer);
        return fields == null ? tree : tree.retain(fields);
    }

    /// The ETag. Two views of one version are different texts, hence different tags.
    public String tag(CustomerView customer) {
        boolean limited = isLimited || customer instanceof CustomerView.Limited;
        String names = fields == null ? "" : "-" + String.join(".", fields);
        return "\"v" + customer.version() + (limited ? "-" + LIMITED : "") + names + "\"";
    }

    private static ProblemException refused(String parameter, String expected) {
        return new ProblemException(
                ProblemCode.MALFORMED_REQUEST,
                "The parameter " + parameter + " is not valid; allowed is " + expected + ".",
                List.of(new FieldError(parameter, ProblemCode.INVALID_CHOICE, expected)));
    }

    private static Set<String> known() {
        return Arrays.stream(CustomerView.Full.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
