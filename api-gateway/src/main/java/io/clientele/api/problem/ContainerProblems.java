package io.clientele.api.problem;

import io.clientele.api.request.ApiVersion;
import io.clientele.tenant.Ids;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Lets Tomcat answer with a problem too where it refuses a request before any filter sees it: an address that can not
/// be decoded, a header that is too large.
@Component
final class ContainerProblems implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final JsonMapper json;

    ContainerProblems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve(json)));
    }

    private static final class ProblemValve extends ErrorReportValve {
        private static final String REQUEST_ID = "X-Request-Id";
        private final JsonMapper json;

        ProblemValve(JsonMapper json) {
            this.json = json;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            Refusal refusal = Refusals.ofStatus(status);
            @Nullable String known = response.getHeader(REQUEST_ID);
            String id = known == null ? Ids.next().toString() : known;
            response.setHeader(REQUEST_ID, id);
            response.setHeader(ApiVersion.HEADER, ApiVersion.CURRENT);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            try {
                response.getOutputStream()
                        .write(json.writeValueAsBytes(
                                Problem.of(refusal.code(), refusal.detail(), List.of(), Map.of(), id)));
                response.finishResponse();
            } catch (IOException gone) {
                // the caller has hung up: there is nobody to tell
            }
        }
    }
}
