package io.clientele.stream.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.notification.Notification;
import io.clientele.notification.PreferencesDraft;
import io.clientele.organisation.ProfessionalChange;
import io.clientele.organisation.Tenant;
import io.clientele.organisation.TestProfessionals;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.StreamProcessorApplication;
import io.clientele.tenant.Actor;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole way on real servers, from the transfer to the mail in the mailbox.
@Tag("REQ-CM-B007")
@ExtendWith(Servers.class)
class MailIT {
    private static final Duration TIME = Duration.ofSeconds(40);

    @TempDir
    Path home;

    private TestDatabase database;
    private KafkaAddress kafka;
    private String slot;
    private Topics topics;
    private TestDomain domain;
    private Tenant tenant;
    private Actor admin;
    private Actor ann;
    private Actor bob;
    private GreenMail server;

    @BeforeEach
    void prepare(TestDatabase database, KafkaAddress kafka) throws Exception {
        this.database = database;
        this.kafka = kafka;
        this.slot = database.slot();
        this.topics = Topics.withPrefix(database.name() + "-");
        this.domain = new TestDomain(database, DatabaseRole.GATEWAY, home, 4);
        this.tenant = domain.tenant();
        this.admin = domain.admin(tenant);
        this.ann = professional("ann");
        this.bob = professional("bob");
        try (ServerSocket free = new ServerSocket(0)) {
            this.server = new GreenMail(new ServerSetup(free.getLocalPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        }
    }

    @AfterEach
    void close() {
        server.stop();
        domain.close();
    }

    /// The server is away at first, so that the application ends with mails in hand; then the topic comes all over
    /// again.
    @Test
    void mailsATransferToEachPartyOnceAlsoAfterARestartInTheMiddleAndAReplay() throws Exception {
        domain.preferences.replace(bob, new PreferencesDraft("fr", "America/Toronto", null, null), 0);
        var customer =
                domain.customers.create(ann, TestDomain.draft("jane@example.com", "+14165550123", "Jane", "Doe"), null);
        try (ConfigurableApplicationContext application = start()) {
            domain.ownership.transfer(admin, customer.id(), bob.professionalId(), "she moved", 1, null);
            await().atMost(TIME).untilAsserted(() -> {
                assertThat(kinds(bob)).containsExactly("ownership_received");
                assertThat(kinds(ann)).containsExactly("ownership_given");
            });
            await().atMost(TIME)
                    .untilAsserted(() -> assertThat(health(application)).contains("the SMTP server does not answer"));
        }
        server.start();

        try (ConfigurableApplicationContext application = start()) {
            await().atMost(TIME).until(() -> server.getReceivedMessages().length == 2);
            await().atMost(TIME)
                    .untilAsserted(() -> assertThat(health(application)).contains("\"sent\":2"));
        }
        replay();
        try (ConfigurableApplicationContext application = start()) {
            // Behind the repetition comes something new: when it is there, so was the repetition.
            domain.ownership.transfer(admin, customer.id(), ann.professionalId(), "she is back", 2, null);
            await().atMost(TIME).until(() -> server.getReceivedMessages().length >= 4);
            assertThat(health(application)).contains("\"failed\":0");
        }

        assertThat(server.getReceivedMessages()).hasSize(4);
        assertThat(subjects("ann@example.com"))
                .containsExactly("A customer of yours has another owner now", "A customer is yours now");
        assertThat(subjects("bob@example.com"))
                .containsExactly("Un client vous est confié", "Un de vos clients a maintenant un autre responsable");
        assertThat(kinds(bob)).containsExactly("ownership_given", "ownership_received");
        for (MimeMessage message : server.getReceivedMessages()) {
            assertThat(message.getFrom()[0]).hasToString("crm@example.com");
            assertThat(message.getMessageID()).endsWith("@clientele>");
            assertThat(GreenMailUtil.getWholeMessage(message))
                    .contains("https://crm.example.com/customers/" + customer.id(), "Auto-Submitted: auto-generated")
                    .doesNotContain("Jane", "Doe", "she moved", "jane@example.com");
        }
        assertThat(Stream.of(server.getReceivedMessages()).map(MailIT::messageId))
                .doesNotHaveDuplicates();
    }

    private List<String> subjects(String address) {
        return Stream.of(server.getReceivedMessages())
                .filter(message -> recipient(message).equals(address))
                .map(MailIT::subject)
                .toList();
    }

    private List<String> kinds(Actor actor) {
        return domain.inbox.page(actor, false, null, null, 50).notifications().stream()
                .map(Notification::kind)
                .toList();
    }

    /// The sink, and the topology with it, read everything again.
    private void replay() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteConsumerGroups(List.of(topics.notifications().name() + "-sink"))
                    .all()
                    .get();
        }
    }

    private Actor professional(String name) {
        Actor actor = domain.professional(tenant);
        TestProfessionals.of(domain)
                .change(
                        admin,
                        actor.professionalId(),
                        1,
                        new ProfessionalChange(null, name + "@example.com", null),
                        null);
        return actor;
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(StreamProcessorApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + DatabaseRole.STREAM.roleName(),
                        "--spring.datasource.password=" + database.password(DatabaseRole.STREAM),
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--spring.mail.host=127.0.0.1",
                        "--spring.mail.port="
                                + server.getSmtp().getServerSetup().getPort(),
                        "--clientele.mail.from=crm@example.com",
                        "--clientele.mail.link=https://crm.example.com",
                        "--clientele.mail.poll-interval=100ms",
                        "--clientele.cdc.host=" + database.server().host(),
                        "--clientele.cdc.port=" + database.server().port(),
                        "--clientele.cdc.database=" + database.name(),
                        "--clientele.cdc.password=" + database.password(DatabaseRole.CDC),
                        "--clientele.cdc.slot=" + slot,
                        "--clientele.topics.prefix=" + database.name() + "-",
                        "--clientele.topics.partitions=1",
                        "--clientele.stream.state-directory=" + home.resolve("state"),
                        "--clientele.keys.master-key-file=" + home.resolve("master-key.json"));
    }

    private static String health(ConfigurableApplicationContext application) throws Exception {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://127.0.0.1:" + port + "/actuator/health/notificationMail"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static String recipient(MimeMessage message) {
        return ask(() -> message.getRecipients(Message.RecipientType.TO)[0].toString());
    }

    private static String subject(MimeMessage message) {
        return ask(message::getSubject);
    }

    private static String messageId(MimeMessage message) {
        return ask(message::getMessageID);
    }

    private static String ask(java.util.concurrent.Callable<String> question) {
        try {
            return question.call();
        } catch (Exception unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
