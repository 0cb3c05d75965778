package io.clientele.stream.mail;

import io.clientele.contact.EmailAddress;
import io.clientele.notification.DueMail;
import io.clientele.notification.MailOutcome;
import io.clientele.notification.MailQueue;
import io.clientele.tenant.TenantId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Sends what is due, one mail after the other. Any number of instances may do so at the same time.
final class MailRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MailRunner.class);
    private static final long STOP_MS = 20_000;

    private final MailQueue queue;
    private final Mailer mailer;
    private final MailSettings settings;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile @Nullable String problem;
    private volatile @Nullable Thread thread;
    private boolean isServerKnown;

    MailRunner(MailQueue queue, Mailer mailer, MailSettings settings) {
        this.queue = queue;
        this.mailer = mailer;
        this.settings = settings;
    }

    /// Mails that the server took since the process started.
    long sent() {
        return sent.get();
    }

    /// Mails that were given up since the process started, perhaps sent ones among them.
    long failed() {
        return failed.get();
    }

    /// Why nothing is sent at the moment; null when nothing is wrong.
    @Nullable
    String problem() {
        return problem;
    }

    @Override
    public synchronized void start() {
        stopped = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("mails").start(this::run);
    }

    /// Waits for the mail that is being handed over, so that what became of it is written down.
    @Override
    public synchronized void stop() {
        stopped.countDown();
        Thread running = thread;
        if (running != null) {
            try {
                running.join(STOP_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            do {
                try {
                    sendDue();
                } catch (DataAccessException | TransactionException e) {
                    problem = "the database is away: " + e.getClass().getSimpleName();
                    LOG.warn("mails could not be looked for: {}", e.getClass().getSimpleName());
                }
            } while (!stopped.await(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("sending was interrupted");
        }
    }

    private void sendDue() {
        for (TenantId tenant : queue.tenants()) {
            int abandoned = queue.abandon(tenant, settings.abandonAfter());
            failed.addAndGet(abandoned);
            // Looked at before anything is claimed: a server that is away costs no mail an attempt.
            if (!isServerKnown && !mailer.isReachable()) {
                problem = "the SMTP server does not answer";
                return;
            }
            isServerKnown = true;
            if (!sendAll(tenant)) {
                return;
            }
        }
        problem = null;
    }

    /// @return false when it makes no sense to go on now
    private boolean sendAll(TenantId tenant) {
        while (isWanted()) {
            Optional<DueMail> next = queue.claim(tenant);
            if (next.isEmpty()) {
                return true;
            }
            if (!send(next.get())) {
                return false;
            }
        }
        return false;
    }

    private boolean send(DueMail mail) {
        EmailAddress address = mail.address();
        if (address == null || mail.notifications().isEmpty()) {
            queue.end(mail, MailOutcome.UNDELIVERABLE);
            return true;
        }
        Delivery delivery = mailer.send(mail, address);
        switch (delivery) {
            case TAKEN -> {
                queue.end(mail, MailOutcome.SENT);
                sent.incrementAndGet();
            }
            case NEVER -> giveUp(mail, MailOutcome.REFUSED);
            case UNKNOWN -> giveUp(mail, MailOutcome.UNKNOWN);
            case NOT_NOW, UNREACHABLE -> {
                if (!queue.again(mail)) {
                    failed.incrementAndGet();
                }
            }
        }
        isServerKnown = delivery != Delivery.UNREACHABLE && delivery != Delivery.UNKNOWN;
        if (!isServerKnown) {
            problem = "the SMTP server does not answer";
        }
        return isServerKnown;
    }

    private void giveUp(DueMail mail, MailOutcome outcome) {
        LOG.warn("mail {} of tenant {}: {}", mail.id(), mail.tenantId(), outcome.text());
        queue.end(mail, outcome);
        failed.incrementAndGet();
    }

    private boolean isWanted() {
        return stopped.getCount() > 0;
    }
}
