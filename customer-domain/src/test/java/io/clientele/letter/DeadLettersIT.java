package io.clientele.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.failure.DeadLetter;
import io.clientele.schemas.failure.Failure;
import io.clientele.schemas.failure.FailureCause;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REQ-CM-B015")
class DeadLettersIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final UUID USER = Ids.next();

    @TempDir
    static Path directory;

    private static TestDomain gateway;
    private static TestDomain stream;
    private static DeadLetters letters;
    private static DeadLetterLog log;
    private static RedriveQueue queue;

    private final TenantId tenant = gateway.tenant().id();

    @BeforeAll
    static void wire() {
        gateway = new TestDomain(DATABASE, DatabaseRole.GATEWAY, directory, 2);
        stream = new TestDomain(DATABASE, DatabaseRole.STREAM, directory, 3);
        letters = new DeadLetters(gateway.jdbc, gateway.keys, gateway.transactions, Clock.systemUTC());
        log = new DeadLetterLog(stream.jdbc, stream.keys, stream.transactions);
        queue = new RedriveQueue(stream.jdbc, stream.transactions, Clock.systemUTC());
    }

    @AfterAll
    static void drop() {
        stream.close();
        gateway.close();
        DATABASE.close();
    }

    @Test
    void keepsALetterOnceWithItsRecordAsCiphertext() throws Exception {
        NewLetter letter = letter(7, 0, "{\"email\":\"sealed\"}");

        assertThat(log.put(tenant, List.of(letter, letter))).isEqualTo(1);
        assertThat(log.put(tenant, List.of(letter))).isZero();

        LetterView view =
                letters.page(tenant, LetterFilter.all(), null, 10).letters().getFirst();
        assertThat(view.status()).isEqualTo("waiting");
        assertThat(view.cause()).isEqualTo("malformed");
        assertThat(view.attempts()).isEqualTo(1);
        assertThat(view.offset()).isEqualTo(7);
        assertThat(view.failedAt()).isEqualTo(TestLetters.TIME);
        LetterContent content = letters.find(tenant, view.deadLetterId()).content();
        assertThat(content.value().path("email").asString()).isEqualTo("sealed");
        assertThat(content.headers()).containsEntry("table", "customer");
        try (var superuser = DATABASE.connectAsSuperuser();
                var select = superuser.prepareStatement("select content from dead_letter where tenant_id = ?")) {
            select.setObject(1, tenant.value());
            var row = select.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(new String(row.getBytes(1), UTF_8)).doesNotContain("sealed", "customer");
        }
    }

    @Test
    void givesWhatNamesNoTenantToThePlatformWithoutItsRecord() {
        TenantId nobody = new TenantId(Ids.next());

        log.put(nobody, List.of(letter(11, 0, "{\"secret\":1}")));

        assertThat(letters.page(nobody, LetterFilter.all(), null, 10).letters()).isEmpty();
        LetterFilter filter = new LetterFilter("topic-11", null, null, null);
        LetterView view =
                letters.page(DeadLetters.PLATFORM, filter, null, 10).letters().getFirst();
        assertThat(letters.find(DeadLetters.PLATFORM, view.deadLetterId()).content())
                .isNull();
    }

    @Test
    void pagesAndNarrows() {
        for (int i = 0; i < 5; i++) {
            log.put(tenant, List.of(letter(i, 0, "{}")));
        }

        List<UUID> seen = new ArrayList<>();
        UUID after = null;
        do {
            DeadLetters.Page page = letters.page(tenant, LetterFilter.all(), after, 2);
            page.letters().forEach(letter -> seen.add(letter.deadLetterId()));
            after = page.next();
        } while (after != null);

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(letters.page(
                                tenant,
                                new LetterFilter("topic-3", "group", FailureCause.MALFORMED, LetterStatus.WAITING),
                                null,
                                10)
                        .letters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.offset()).isEqualTo(3));
        assertThat(letters.page(tenant, new LetterFilter(null, "other", null, null), null, 10)
                        .letters())
                .isEmpty();
        assertThatThrownBy(() -> letters.page(tenant, LetterFilter.all(), Ids.next(), 2))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_REQUEST));
    }

    @Test
    void sendsInTheOrderOfTheRecordsAndOnceAndALetterThatFailsAgainWaitsAgain() {
        log.put(tenant, List.of(letter("t", 30, 0), letter("t", 4, 0), letter("t", 200, 0)));
        UUID first = id(4);

        assertThat(letters.redrive(tenant, USER, first).status()).isEqualTo("redrive_requested");
        assertThat(letters.redrive(tenant, USER, first).status()).isEqualTo("redrive_requested");
        assertThat(letters.redriveAll(tenant, USER, LetterFilter.all())).isEqualTo(2);
        assertThat(queue.waiting()).contains(tenant, DeadLetters.PLATFORM);

        List<Long> sent = new ArrayList<>();
        assertThat(queue.send(tenant, 10, place -> {
                    assertThat(place.topic()).isEqualTo("t.dead-letters");
                    sent.add(place.offset());
                    return place.offset() == 1200 ? RedriveQueue.Outcome.GONE : RedriveQueue.Outcome.SENT;
                }))
                .isEqualTo(3);
        assertThat(sent).containsExactly(1004L, 1030L, 1200L);
        assertThat(queue.waiting()).doesNotContain(tenant);
        assertThat(queue.send(tenant, 10, place -> RedriveQueue.Outcome.SENT)).isZero();
        assertThat(status(4)).isEqualTo("redriven");
        assertThat(status(200)).isEqualTo("expired");
        assertThatThrownBy(() -> letters.redrive(tenant, USER, first)).isInstanceOf(ProblemException.class);

        assertThat(log.put(tenant, List.of(letter("t", 4, 1)))).isEqualTo(1);
        assertThat(status(4)).isEqualTo("waiting");
        assertThat(letters.find(tenant, first).letter().attempts()).isEqualTo(2);
        assertThat(log.put(tenant, List.of(letter("t", 4, 0)))).isZero();
    }

    @Test
    void leavesAllToBeSentWhenOneCannotBe() {
        log.put(tenant, List.of(letter("t", 1, 0), letter("t", 2, 0)));
        letters.redriveAll(tenant, USER, LetterFilter.all());

        assertThatThrownBy(() -> queue.send(tenant, 10, place -> {
                    if (place.offset() == 1002) {
                        throw new IllegalStateException("the broker is away");
                    }
                    return RedriveQueue.Outcome.SENT;
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(queue.waiting()).contains(tenant);
        assertThat(queue.send(tenant, 10, place -> RedriveQueue.Outcome.SENT)).isEqualTo(2);
    }

    @Test
    void doesNotForgetWhoAsksWhileOthersAreBeingSent() {
        log.put(tenant, List.of(letter("t", 1, 0), letter("t", 2, 0)));
        letters.redrive(tenant, USER, id(1));

        queue.send(tenant, 10, place -> {
            letters.redrive(tenant, USER, id(2));
            return RedriveQueue.Outcome.SENT;
        });

        assertThat(queue.waiting()).contains(tenant);
        assertThat(queue.send(tenant, 10, place -> RedriveQueue.Outcome.SENT)).isEqualTo(1);
        assertThat(queue.waiting()).doesNotContain(tenant);
    }

    @Test
    void discardsWithAReasonAndCountsWhatWaits() {
        log.put(tenant, List.of(letter("t", 1, 0), letter("t", 2, 0)));
        long waiting = log.waiting();

        assertThat(letters.discard(tenant, USER, id(1), DiscardReason.OBSOLETE).discardReason())
                .isEqualTo("obsolete");

        assertThat(log.waiting()).isEqualTo(waiting - 1);
        assertThat(letters.redriveAll(tenant, USER, LetterFilter.all())).isEqualTo(1);
        assertThatThrownBy(() -> letters.discard(tenant, USER, id(2), DiscardReason.INVALID))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ProblemCode.DEAD_LETTER_CLOSED));
        assertThatThrownBy(() -> letters.discard(tenant, USER, Ids.next(), DiscardReason.INVALID))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ProblemCode.NOT_FOUND));
    }

    @Test
    void takesHeadersThatNoTableTakes() {
        DeadLetter hostile = new DeadLetter(
                new Failure(FailureCause.FAILED, "a\u0000b" + "x".repeat(1000)),
                "g\u0000",
                "t",
                0,
                9,
                0,
                new RecordHeaders(),
                "\u0000".getBytes(UTF_8),
                new byte[] {0, 1, (byte) 0xff},
                3,
                true);

        assertThat(log.put(tenant, List.of(new NewLetter(hostile, 0, 1, TestLetters.TIME))))
                .isEqualTo(1);

        LetterView view =
                letters.page(tenant, LetterFilter.all(), null, 1).letters().getFirst();
        assertThat(view.reason()).hasSize(250).startsWith("a b");
        assertThat(view.key()).isNull();
        assertThat(letters.find(tenant, view.deadLetterId()).content().value()).isNull();
    }

    private String status(long offset) {
        return letters.find(tenant, id(offset)).letter().status();
    }

    private UUID id(long offset) {
        return letter("t", offset, 0).id();
    }

    private static NewLetter letter(long offset, int redriven, String value) {
        return TestLetters.letter("topic-" + offset, offset, redriven, value);
    }

    private static NewLetter letter(String topic, long offset, int redriven) {
        return TestLetters.letter(topic, offset, redriven);
    }
}
