package io.clientele.api.request;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/// Refuses a JSON body that is larger than accepted, before it is read where its length is told, else on the way.
@ControllerAdvice
final class BodyLimit extends RequestBodyAdviceAdapter {
    private final long max;

    BodyLimit(ApiProperties properties) {
        this.max = properties.maxBody().toBytes();
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType)
            throws IOException {
        if (message.getHeaders().getContentLength() > max) {
            throw new ProblemException(ProblemCode.BODY_TOO_LARGE, "At most " + max + " bytes are accepted.");
        }
        InputStream body = new LimitedStream(message.getBody(), max, ProblemCode.BODY_TOO_LARGE);
        return new Limited(message.getHeaders(), body);
    }

    private record Limited(HttpHeaders headers, InputStream body) implements HttpInputMessage {
        @Override
        public InputStream getBody() {
            return body;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
