package io.clientele.stream.mail;

import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;

/// What is known of a mail after it was handed to the server. Only a clear no allows to hand it over again.
enum Delivery {
    /// It was taken.
    TAKEN,
    /// The server could not be reached, or does not know us: no mail was handed over at all.
    UNREACHABLE,
    /// The server said no for now (4yz of RFC 5321).
    NOT_NOW,
    /// The server said no for good (5yz), or the mail is none.
    NEVER,
    /// The connection broke after the mail was handed over: it may have been taken.
    UNKNOWN;

    private static final String CLOSING = "Failed to close";

    static Delivery of(MailException failure) {
        if (failure instanceof MailAuthenticationException) {
            return UNREACHABLE;
        }
        if (failure instanceof MailParseException || failure instanceof MailPreparationException) {
            return NEVER;
        }
        int code = replyCode(failure);
        if (code >= 400) {
            return code < 500 ? NOT_NOW : NEVER;
        }
        boolean isClosing = String.valueOf(failure.getMessage()).startsWith(CLOSING);
        boolean hasSent = failure instanceof MailSendException sending
                && !sending.getFailedMessages().isEmpty();
        return hasSent || isClosing ? UNKNOWN : UNREACHABLE;
    }

    /// The reply of the server that is in there; 0 where none is.
    private static int replyCode(Exception failure) {
        Deque<Throwable> open = new ArrayDeque<>(Set.of(failure));
        Set<Throwable> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Throwable next = open.pop();
            if (!seen.add(next)) {
                continue;
            }
            int code = switch (next) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                case SMTPSendFailedException sent -> sent.getReturnCode();
                default -> 0;
            };
            if (code > 0) {
                return code;
            }
            if (next instanceof MailSendException sending) {
                sending.getFailedMessages().values().forEach(open::push);
            }
            @Nullable
            Exception further = next instanceof MessagingException message ? message.getNextException() : null;
            if (further != null) {
                open.push(further);
            }
            if (next.getCause() != null) {
                open.push(next.getCause());
            }
        }
        return 0;
    }
}
