package io.clientele.api.request;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Reads [IfMatch]: without the header 428 (RFC 6585), with a tag that is none of ours 412 (RFC 9110, 13.1.1).
public final class IfMatchArgument implements HandlerMethodArgumentResolver {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"v(\\d{1,18})(?:-[a-z0-9_.-]+)?\"");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IfMatch.class;
    }

    @Override
    public IfMatch resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        @Nullable String header = request.getHeader(HttpHeaders.IF_MATCH);
        if (header == null || header.isBlank()) {
            throw new ProblemException(ProblemCode.VERSION_REQUIRED);
        }
        Matcher tag = TAG.matcher(header.strip());
        if (!tag.matches()) {
            throw new ProblemException(ProblemCode.STALE_VERSION);
        }
        return new IfMatch(Long.parseLong(tag.group(1)));
    }
}
