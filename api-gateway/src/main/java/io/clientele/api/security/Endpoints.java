package io.clientele.api.security;

import io.clientele.tenant.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Which endpoints a role may call, read from the same [Allowed] that [RoleGate] asks.
@Component
public final class Endpoints {
    private final ObjectProvider<RequestMappingHandlerMapping> mapping;

    Endpoints(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
        this.mapping = mapping;
    }

    /// For example `GET /api/customers/{id}`, sorted by path. What becomes of a call still depends on the record.
    public List<String> of(Role role) {
        return mapping.getObject().getHandlerMethods().entrySet().stream()
                .filter(endpoint -> isAllowed(endpoint.getValue(), role))
                .map(Map.Entry::getKey)
                .flatMap(info -> info.getPatternValues().stream()
                        .flatMap(pattern -> verbs(info).stream().map(verb -> new String[] {pattern, verb})))
                .sorted((one, other) -> Arrays.compare(one, other))
                .map(endpoint -> endpoint[1] + " " + endpoint[0])
                // One address may have a handler for a parameter of its own.
                .distinct()
                .toList();
    }

    static boolean isAllowed(HandlerMethod method, Role role) {
        @Nullable Allowed allowed = method.getMethodAnnotation(Allowed.class);
        return allowed != null && Arrays.asList(allowed.value()).contains(role);
    }

    private static List<String> verbs(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream().map(Enum::name).toList();
    }
}
