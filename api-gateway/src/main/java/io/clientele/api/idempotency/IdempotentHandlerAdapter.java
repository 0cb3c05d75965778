package io.clientele.api.idempotency;

import io.clientele.api.security.CurrentCaller;
import io.clientele.tenant.Actor;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/// Calls the controllers, as Spring's own adapter does: after the role gate, so that a replay needs the same rights as
/// the first time. A POST with an `Idempotency-Key` is worked in one transaction of the tenant that ends with keeping
/// the answer; an answer of 400 or more undoes it, and is not kept. The answer is sent after the commit.
final class IdempotentHandlerAdapter extends RequestMappingHandlerAdapter {
    private static final int FIRST_ERROR = 400;

    private final Supplier<KeptAnswers> answers;
    private final Supplier<JsonMapper> json;
    private final long maxBody;

    IdempotentHandlerAdapter(Supplier<KeptAnswers> answers, Supplier<JsonMapper> json, long maxBody) {
        this.answers = answers;
        this.json = json;
        this.maxBody = maxBody;
    }

    /// An exception of a controller on its way out of the transaction.
    private static final class Thrown extends RuntimeException {
        private final Exception what;

        Thrown(Exception what) {
            super(what);
            this.what = what;
        }
    }

    /// The controller answered with an error instead of throwing one.
    private static final class Refused extends RuntimeException {
        Refused() {
            super("undo", null, false, false);
        }
    }

    @Override
    protected @Nullable ModelAndView invokeHandlerMethod(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod handler) throws Exception {
        boolean streamed = Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == Once.class);
        Optional<Actor> actor = CurrentCaller.member();
        boolean keyed = HttpMethod.POST.matches(request.getMethod())
                && request.getDispatcherType() == DispatcherType.REQUEST
                && request.getHeader(KeyedRequest.HEADER) != null
                && actor.isPresent();
        if (!keyed) {
            request.setAttribute(Once.ATTRIBUTE, new Once(null, answers.get(), json.get()));
            return super.invokeHandlerMethod(request, response, handler);
        }
        KeyedRequest key =
                KeyedRequest.of(actor.get(), answers.get().cipher(actor.get().tenantId()), request);
        return streamed ? stream(key, request, response, handler) : once(key, request, response, handler);
    }

    private @Nullable ModelAndView stream(
            KeyedRequest key, HttpServletRequest request, HttpServletResponse response, HandlerMethod handler)
            throws Exception {
        request.setAttribute(Once.ATTRIBUTE, new Once(key, answers.get(), json.get()));
        try {
            return super.invokeHandlerMethod(request, response, handler);
        } catch (Once.Replay replay) {
            replay.answer().write(response);
            return null;
        }
    }

    private @Nullable ModelAndView once(
            KeyedRequest key, HttpServletRequest request, HttpServletResponse response, HandlerMethod handler)
            throws Exception {
        KeptAnswers kept = answers.get();
        BufferedRequest buffered = BufferedRequest.of(request, maxBody);
        byte[] fingerprint = key.fingerprint(kept.cipher(key.tenantId()), buffered.digest());
        Optional<KeptAnswer> before = kept.find(key, fingerprint);
        if (before.isEmpty()) {
            before = first(key, fingerprint, buffered, response, handler);
        }
        if (before.isPresent()) {
            before.get().write(response);
        }
        return null;
    }

    /// @return the answer that was given meanwhile; empty when this request was the first, and is answered
    private Optional<KeptAnswer> first(
            KeyedRequest key,
            byte[] fingerprint,
            BufferedRequest request,
            HttpServletResponse response,
            HandlerMethod handler)
            throws Exception {
        KeptAnswers kept = answers.get();
        ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
        Optional<KeptAnswer> since;
        try {
            since = kept.inTransaction(key, () -> {
                kept.lock(key);
                Optional<KeptAnswer> known = kept.find(key, fingerprint);
                if (known.isEmpty()) {
                    call(request, held, handler);
                    kept.keep(key, fingerprint, answer(held));
                }
                return known;
            });
        } catch (Refused refused) {
            since = Optional.empty();
        } catch (Thrown thrown) {
            throw thrown.what;
        } catch (RuntimeException failed) {
            takeBack(held);
            throw failed;
        }
        if (since.isEmpty()) {
            held.copyBodyToResponse();
        }
        return since;
    }

    /// What the controller said of its success is no longer true.
    @SuppressWarnings("NullAway") // null removes a header since Servlet 6.1
    private static void takeBack(HttpServletResponse response) {
        response.setHeader(HttpHeaders.LOCATION, null);
        response.setHeader(HttpHeaders.ETAG, null);
    }

    private void call(BufferedRequest request, ContentCachingResponseWrapper held, HandlerMethod handler) {
        try {
            super.invokeHandlerMethod(request, held, handler);
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            throw new Thrown(checked);
        }
        if (held.getStatus() >= FIRST_ERROR) {
            throw new Refused();
        }
    }

    private static KeptAnswer answer(ContentCachingResponseWrapper held) {
        return KeptAnswer.of(
                held.getStatus(),
                name -> name.equals(HttpHeaders.CONTENT_TYPE) ? held.getContentType() : held.getHeader(name),
                held.getContentAsByteArray());
    }
}
