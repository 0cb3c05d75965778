package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The contract check has to be able to fail.
@Tag("REQ-CM-B005")
class ApiContractTest {
    private static final String JSON = "application/json";
    private static final String TENANT = """
            {"tenant_id":"01a20301-979d-7d52-869a-9a6fd2ad6404","name":"acme","status":"active","default_country":"CA"}""";

    private final ApiContract contract = new ApiContract();

    @Test
    void acceptsWhatIsDescribed() {
        assertThatCode(() -> contract.check("GET", "/api/openapi.yaml", answer(200, "application/yaml", "openapi: 3")))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesWhatIsNot() {
        refuses(418, JSON, TENANT, "is in openapi.yaml");
        refuses(200, "text/csv", "a,b", "as text/csv");
        refuses(200, JSON, TENANT.replace("\"name\":\"acme\",", ""), "name");
        refuses(200, JSON, TENANT.replace("\"acme\"", "\"acme\",\"secret\":1"), "secret");
        refuses(200, JSON, TENANT.replace("01a20301-", ""), "uuid");
        refuses(200, JSON, TENANT.replace("active", "sleeping"), "status");
        assertThatThrownBy(() -> contract.check("GET", "/api/nowhere", answer(200, JSON, "{}")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not describe");
    }

    private void refuses(int status, String type, String body, String because) {
        assertThatThrownBy(() -> contract.check("POST", "/api/tenants", answer(status, type, body)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(because);
    }

    private static HttpResponse<String> answer(int status, String type, String body) {
        return new GivenAnswer(
                status, HttpHeaders.of(Map.of("Content-Type", List.of(type)), (name, value) -> true), body);
    }

    private record GivenAnswer(int statusCode, HttpHeaders headers, String body) implements HttpResponse<String> {
        @Override
        public HttpRequest request() {
            return HttpRequest.newBuilder(uri()).build();
        }

        @Override
        public Optional<HttpResponse<String>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return URI.create("http://127.0.0.1/");
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
