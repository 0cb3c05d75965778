package io.clientele.stream.mail;

import io.clientele.contact.EmailAddress;
import io.clientele.notification.DueMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/// Hands mails to the SMTP server.
final class Mailer {
    private final JavaMailSenderImpl server;
    private final MailText text;
    private final String from;

    Mailer(JavaMailSenderImpl server, MailSettings settings) {
        this.server = server;
        this.text = new MailText(settings.link());
        this.from = settings.from();
    }

    /// Whether the server answers and knows us.
    boolean isReachable() {
        try {
            server.testConnection();
            return true;
        } catch (MessagingException away) {
            return false;
        }
    }

    Delivery send(DueMail mail, EmailAddress address) {
        try {
            server.send(message(mail, address));
            return Delivery.TAKEN;
        } catch (MailException failure) {
            return Delivery.of(failure);
        }
    }

    private MimeMessage message(DueMail mail, EmailAddress address) {
        MailText.Words words = text.of(mail);
        MimeMessage message = server.createMimeMessage();
        try {
            MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(address.value());
            helper.setSubject(words.subject());
            helper.setText(words.text(), words.html());
            // The same mail, should it ever be handed over again, is the same to who receives it.
            message.setHeader("Message-ID", "<" + mail.id() + "@clientele>");
            message.setHeader("Content-Language", mail.preferences().language());
            // RFC 3834: nobody is to answer that they are on holiday.
            message.setHeader("Auto-Submitted", "auto-generated");
            return message;
        } catch (MessagingException e) {
            throw new MailPreparationException("the mail could not be put together", e);
        }
    }
}
