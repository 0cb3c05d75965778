package io.clientele.api.problem;

import io.clientele.api.request.ApiVersion;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.search.query.SearchUnavailableException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.accept.InvalidApiVersionException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/// Which refusal an exception comes to. Messages of exceptions are never passed on, except our own.
final class Refusals {
    private Refusals() {}

    static Refusal of(Throwable thrown) {
        return switch (thrown) {
            case ProblemException ours -> Refusal.of(ours);
            case SearchUnavailableException ignored -> Refusal.of(ProblemCode.SEARCH_UNAVAILABLE);
            case HttpMessageNotReadableException unread -> unreadable(unread);
            case JacksonException json -> UnreadableJson.refusal(json);
            case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch);
            case MissingServletRequestParameterException missing ->
                parameter(ProblemCode.REQUIRED, missing.getParameterName(), ProblemCode.REQUIRED.hint());
            case HttpRequestMethodNotSupportedException method ->
                with(method.getHeaders(), ProblemCode.METHOD_NOT_ALLOWED);
            case HttpMediaTypeNotSupportedException type -> with(type.getHeaders(), ProblemCode.UNSUPPORTED_MEDIA_TYPE);
            case HttpMediaTypeNotAcceptableException type -> with(type.getHeaders(), ProblemCode.NOT_ACCEPTABLE);
            case InvalidApiVersionException ignored ->
                Refusal.of(
                        ProblemCode.UNKNOWN_API_VERSION, "The versions of this API are: " + ApiVersion.CURRENT + ".");
            case NoHandlerFoundException ignored -> Refusal.of(ProblemCode.NOT_FOUND);
            case NoResourceFoundException ignored -> Refusal.of(ProblemCode.NOT_FOUND);
            case ErrorResponse other -> ofStatus(other.getStatusCode().value());
            default ->
                Refusal.of(
                        DatabaseOutage.isCauseOf(thrown)
                                ? ProblemCode.DATABASE_UNAVAILABLE
                                : ProblemCode.INTERNAL_ERROR);
        };
    }

    /// For errors of which only the status is known: those of the servlet container.
    static Refusal ofStatus(int status) {
        return Refusal.of(
                switch (status) {
                    case 401 -> ProblemCode.UNAUTHENTICATED;
                    case 403 -> ProblemCode.FORBIDDEN;
                    case 404 -> ProblemCode.NOT_FOUND;
                    case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
                    case 406 -> ProblemCode.NOT_ACCEPTABLE;
                    case 413 -> ProblemCode.BODY_TOO_LARGE;
                    case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
                    default ->
                        status >= 400 && status < 500 ? ProblemCode.MALFORMED_REQUEST : ProblemCode.INTERNAL_ERROR;
                });
    }

    private static Refusal unreadable(HttpMessageNotReadableException unread) {
        for (@Nullable Throwable at = unread; at != null; at = at.getCause()) {
            if (at instanceof ProblemException ours) {
                return of(ours);
            }
            if (at instanceof JacksonException json) {
                return UnreadableJson.refusal(json);
            }
        }
        return Refusal.of(ProblemCode.MALFORMED_REQUEST, "A JSON object is required as the body.");
    }

    /// An id in the address that is no id names nothing; a parameter of the wrong form is the caller's mistake.
    private static Refusal mismatch(MethodArgumentTypeMismatchException mismatch) {
        if (mismatch.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return Refusal.of(ProblemCode.NOT_FOUND);
        }
        @Nullable Class<?> type = mismatch.getRequiredType();
        String expected = type == null ? ProblemCode.INVALID_CHOICE.hint() : JsonType.of(type);
        return parameter(ProblemCode.INVALID_CHOICE, mismatch.getName(), expected);
    }

    private static Refusal parameter(ProblemCode code, String name, String expected) {
        return Refusal.of(
                ProblemCode.MALFORMED_REQUEST,
                "The parameter " + name + " is missing or not valid.",
                List.of(new FieldError(name, code, expected)));
    }

    private static Refusal with(HttpHeaders headers, ProblemCode code) {
        return new Refusal(code, code.message(), List.of(), Map.of(), headers);
    }
}
