package io.clientele.stream.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;

/// What decides whether a mail may be handed over a second time.
@Tag("REQ-CM-B007")
class DeliveryTest {
    @Test
    void isUnreachableWhereNoMailWasHandedOver() {
        assertThat(Delivery.of(
                        new MailSendException("Mail server connection failed", new MessagingException("refused"))))
                .isEqualTo(Delivery.UNREACHABLE);
        assertThat(Delivery.of(new MailAuthenticationException("who are you?"))).isEqualTo(Delivery.UNREACHABLE);
    }

    @Test
    void followsTheReplyOfTheServer() throws Exception {
        assertThat(Delivery.of(failed(sendFailed(451)))).isEqualTo(Delivery.NOT_NOW);
        assertThat(Delivery.of(failed(sendFailed(554)))).isEqualTo(Delivery.NEVER);
        SendFailedException unknownUser = new SendFailedException(
                "Invalid Addresses",
                new SMTPAddressFailedException(new InternetAddress("a@example.com"), "RCPT TO", 550, "no such user"));
        assertThat(Delivery.of(failed(unknownUser))).isEqualTo(Delivery.NEVER);
    }

    @Test
    void isUnknownWhereTheConnectionBrokeAfterTheMailWasHandedOver() {
        assertThat(Delivery.of(
                        failed(new MessagingException("Exception reading response", new SocketTimeoutException()))))
                .isEqualTo(Delivery.UNKNOWN);
        assertThat(Delivery.of(failed(sendFailed(-1)))).isEqualTo(Delivery.UNKNOWN);
        assertThat(Delivery.of(
                        new MailSendException("Failed to close server connection", new MessagingException("reset"))))
                .isEqualTo(Delivery.UNKNOWN);
    }

    private static MailSendException failed(Exception cause) {
        return new MailSendException(Map.of("the mail", cause));
    }

    private static SMTPSendFailedException sendFailed(int code) {
        return new SMTPSendFailedException(".", code, "no", null, null, null, null);
    }
}
