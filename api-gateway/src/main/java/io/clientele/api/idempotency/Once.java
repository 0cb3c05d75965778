package io.clientele.api.idempotency;

import io.clientele.pii.TenantCipher;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/// For a controller method that reads its body as a stream: as a parameter it says that the body must not be read into
/// memory and that no transaction may be held open meanwhile. The method then keeps its answer itself, in the
/// transaction of its work. Without an `Idempotency-Key` it does nothing.
public final class Once {
    /// The request attribute that holds it.
    static final String ATTRIBUTE = "io.clientele.once";

    private final @Nullable KeyedRequest request;
    private final KeptAnswers answers;
    private final JsonMapper json;

    Once(@Nullable KeyedRequest request, KeptAnswers answers, JsonMapper json) {
        this.request = request;
        this.answers = answers;
        this.json = json;
    }

    /// Ends the method: the answer is one that was given before. Caught by [IdempotentHandlerAdapter].
    static final class Replay extends RuntimeException {
        private final transient KeptAnswer answer;

        Replay(KeptAnswer answer) {
            super("answered before", null, false, false);
            this.answer = answer;
        }

        KeptAnswer answer() {
            return answer;
        }
    }

    /// Whether the work was done before: then read the body for its digest, keep nothing of it, and call [#replay].
    public boolean isDone() {
        return request != null && answers.isKept(request);
    }

    /// Answers as the first time.
    ///
    /// @param digest of the body
    /// @return never
    public RuntimeException replay(byte[] digest) {
        KeyedRequest keyed = Objects.requireNonNull(request);
        return answers.find(keyed, keyed.fingerprint(answers.cipher(keyed.tenantId()), digest))
                .<RuntimeException>map(Replay::new)
                .orElseGet(() -> new IllegalStateException("the answer has expired meanwhile"));
    }

    /// Keeps the answer. Call it in the transaction of the work, at its end; when the same request was finished
    /// meanwhile this throws, which undoes the work.
    ///
    /// @param digest of the body
    public <T> ResponseEntity<T> keep(byte[] digest, ResponseEntity<T> answer) {
        if (request == null) {
            return answer;
        }
        TenantCipher cipher = answers.cipher(request.tenantId());
        byte[] fingerprint = request.fingerprint(cipher, digest);
        answers.lock(request);
        Optional<KeptAnswer> since = answers.find(request, fingerprint);
        if (since.isPresent()) {
            throw new Replay(since.get());
        }
        KeptAnswer kept = KeptAnswer.of(
                answer.getStatusCode().value(),
                name -> answer.getHeaders().getFirst(name),
                json.writeValueAsBytes(answer.getBody()));
        answers.keep(request, fingerprint, kept);
        return answer;
    }
}
