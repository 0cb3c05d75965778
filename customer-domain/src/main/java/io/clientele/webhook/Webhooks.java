package io.clientele.webhook;

import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The endpoints of a tenant, for its admins.
public final class Webhooks {
    /// How many a tenant may have.
    public static final int MAX = 20;

    private final WebhookRepository repository;
    private final Targets targets;
    private final TenantKeys keys;
    private final TenantTransactions transactions;
    private final Operations operations;
    private final Clock clock;

    public Webhooks(
            JdbcTemplate jdbc,
            Targets targets,
            TenantKeys keys,
            TenantTransactions transactions,
            Operations operations,
            Clock clock) {
        this.repository = new WebhookRepository(jdbc);
        this.targets = targets;
        this.keys = keys;
        this.transactions = transactions;
        this.operations = operations;
        this.clock = clock;
    }

    /// An endpoint together with its secret, which is shown this once.
    ///
    /// @param secret `whsec_` and base64
    public record WithSecret(Webhook webhook, String secret) {
        /// Prints no secret.
        @Override
        public String toString() {
            return "WithSecret[" + webhook + "]";
        }
    }

    /// @throws ProblemException with all field errors; `TOO_MANY_WEBHOOKS`
    public WithSecret create(Actor actor, WebhookDraft draft, @Nullable String requestId) {
        WebhookDraft.Checked checked = draft.check(targets);
        TenantId tenantId = actor.tenantId();
        TenantCipher cipher = keys.cipher(tenantId);
        WebhookSecrets secrets = WebhookSecrets.create();
        UUID id = Ids.next();
        return transactions.write(tenantId, () -> {
            if (repository.count(tenantId) >= MAX) {
                throw new ProblemException(ProblemCode.TOO_MANY_WEBHOOKS);
            }
            operations.record(actor, OperationKind.API, requestId, 1);
            byte[] sealed = SealedWebhook.secrets(cipher, id, secrets);
            repository.insert(tenantId, cipher, id, checked, sealed, clock.instant());
            return new WithSecret(required(tenantId, cipher, id), secrets.current());
        });
    }

    /// All of them, the oldest first.
    public List<Webhook> list(TenantId tenantId) {
        return transactions.read(tenantId, () -> repository.list(tenantId, keys.cipher(tenantId)));
    }

    /// @throws ProblemException `NOT_FOUND`
    public Webhook find(TenantId tenantId, UUID id) {
        return transactions.read(tenantId, () -> required(tenantId, keys.cipher(tenantId), id));
    }

    /// Changes an endpoint. One that becomes active is sent what waits for it, and what happens from now on.
    ///
    /// @param version that the caller read
    /// @param change makes of the endpoint as it is the one that is wanted
    /// @throws ProblemException `NOT_FOUND`, `STALE_VERSION`, or all field errors
    public Webhook change(
            Actor actor, UUID id, long version, UnaryOperator<WebhookDraft> change, @Nullable String requestId) {
        TenantId tenantId = actor.tenantId();
        TenantCipher cipher = keys.cipher(tenantId);
        WebhookDraft.Checked checked = change.apply(draft(find(tenantId, id))).check(targets);
        return transactions.write(tenantId, () -> {
            operations.record(actor, OperationKind.API, requestId, 1);
            if (!repository.update(tenantId, cipher, id, version, checked, clock.instant())) {
                required(tenantId, cipher, id);
                throw new ProblemException(ProblemCode.STALE_VERSION);
            }
            return required(tenantId, cipher, id);
        });
    }

    /// Nothing is posted to it any more, and address and secret are gone.
    ///
    /// @param version that the caller read
    /// @throws ProblemException `NOT_FOUND`, `STALE_VERSION`
    public void delete(Actor actor, UUID id, long version, @Nullable String requestId) {
        TenantId tenantId = actor.tenantId();
        transactions.write(tenantId, () -> {
            required(tenantId, keys.cipher(tenantId), id);
            operations.record(actor, OperationKind.API, requestId, 1);
            if (!repository.delete(tenantId, id, version, clock.instant())) {
                throw new ProblemException(ProblemCode.STALE_VERSION);
            }
            return true;
        });
    }

    /// Makes a new secret. The one so far signs beside it for a day.
    ///
    /// @throws ProblemException `NOT_FOUND`
    public WithSecret rotate(Actor actor, UUID id, @Nullable String requestId) {
        TenantId tenantId = actor.tenantId();
        TenantCipher cipher = keys.cipher(tenantId);
        return transactions.write(tenantId, () -> {
            byte[] sealed =
                    repository.lockSecrets(tenantId, id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
            operations.record(actor, OperationKind.API, requestId, 1);
            WebhookSecrets secrets = SealedWebhook.secrets(cipher, id, sealed).rotated(clock.instant());
            repository.setSecrets(tenantId, id, SealedWebhook.secrets(cipher, id, secrets), clock.instant());
            return new WithSecret(required(tenantId, cipher, id), secrets.current());
        });
    }

    private Webhook required(TenantId tenantId, TenantCipher cipher, UUID id) {
        return repository.find(tenantId, cipher, id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    private static WebhookDraft draft(Webhook webhook) {
        return new WebhookDraft(webhook.url(), webhook.eventTypes(), webhook.description(), webhook.status());
    }
}
