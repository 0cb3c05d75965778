package io.clientele.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.customer.CustomerDraft;
import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.OpenSearchAddress;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.search.query.SearchHits;
import io.clientele.search.query.SearchUnavailableException;
import io.clientele.tenant.Actor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("REQ-CM-B006")
class IndexerIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private SearchPlatform platform;

    @BeforeAll
    void start(TestDatabase database, KafkaAddress kafka, OpenSearchAddress openSearch, @TempDir Path directory)
            throws Exception {
        platform = SearchPlatform.start(database, kafka, openSearch, directory);
    }

    @AfterAll
    void stop() throws Exception {
        platform.close();
    }

    @Test
    void findsByTypoAccentPrefixBothOrdersAndTag() {
        Actor admin = platform.tenant("names");
        UUID id = platform.create(admin, draft("Zoé", "Tremblay", "zoe.t@example.com", "+1 514-555-0142", "VIP gold"));
        platform.announce(RowChange.CUSTOMER, admin, id);

        for (String q : List.of("zoe tremblay", "Tremblay, Zoé", "Trembley", "trem", "tremblya zoé", "vip gold")) {
            platform.await(
                    SOON, () -> assertThat(ids(platform.search(admin, q))).as(q).containsExactly(id));
        }
        assertThat(ids(platform.search(admin, "Gagnon"))).isEmpty();
    }

    @Test
    void findsByEmailAndByPartOfThePhoneNumberInAnyWriting() {
        Actor admin = platform.tenant("contacts");
        UUID id = platform.create(admin, draft("Ann", "Li", "Ann.Li@Mail.Example.com", "(416) 555-0177"));
        platform.create(admin, draft("Bob", "Roy", "bob@example.org", "(604) 555-0123"));
        platform.announce(RowChange.CUSTOMER, admin, id);
        platform.await(
                SOON, () -> assertThat(ids(platform.search(admin, "ann li"))).contains(id));

        for (String q : List.of(
                "ann.li@mail.example.com",
                "ann.li@",
                "@mail.example.com",
                "@example ann",
                "4165550177",
                "0177",
                "+1 416 555",
                "416-555-0177",
                "1 (416) 555 0177",
                "50177")) {
            assertThat(ids(platform.search(admin, q))).as(q).containsExactly(id);
        }
        for (String q : List.of("4165550178", "ann@mail.example.com.au", "6177", "@example.com")) {
            assertThat(ids(platform.search(admin, q))).as(q).isEmpty();
        }
    }

    @Test
    @Tag("REQ-CM-B016")
    void showsNothingToOtherTenantsAndOnlyTheirOwnToProfessionals() {
        Actor admin = platform.tenant("mine");
        Actor stranger = platform.tenant("theirs");
        Actor owner = platform.professional(admin, "Owner");
        Actor referred = platform.professional(admin, "Referred");
        Actor other = platform.professional(admin, "Other");
        UUID id = platform.create(owner, draft("Maxine", "Quigley", "maxine@example.com", "416-555-0111"));
        platform.refer(admin, id, referred);
        platform.announce(RowChange.REFERRAL, admin, id);
        platform.await(
                SOON,
                () -> assertThat(ids(platform.search(referred, "quigley"))).containsExactly(id));

        assertThat(ids(platform.search(admin, "quigley"))).containsExactly(id);
        assertThat(ids(platform.search(owner, "4165550111"))).containsExactly(id);
        assertThat(ids(platform.search(other, "quigley"))).isEmpty();
        assertThat(ids(platform.search(stranger, "quigley"))).isEmpty();
        // the LIMITED view shows no contact data, so these find nothing either
        assertThat(ids(platform.search(referred, "4165550111"))).isEmpty();
        assertThat(ids(platform.search(referred, "maxine@example.com"))).isEmpty();
    }

    @Test
    void amongEqualsTheOneWithTheLatestActivityComesFirst() {
        Actor admin = platform.tenant("ties");
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(platform.create(admin, draft("Terry", "Twin", "t" + i + "@example.com", "416-555-013" + i)));
        }
        platform.touch(admin, ids.get(1), "2026-03-01T10:00:00Z");
        platform.touch(admin, ids.get(2), "2026-03-02T10:00:00Z");
        ids.forEach(id -> platform.announce(RowChange.CUSTOMER, admin, id));

        platform.await(
                SOON,
                () -> assertThat(ids(platform.search(admin, "terry twin")))
                        .containsExactly(ids.get(2), ids.get(1), ids.get(3), ids.get(0)));
    }

    @Test
    void lateAndRepeatedMessagesBringNothingBack() {
        Actor admin = platform.tenant("late");
        UUID gone = platform.create(admin, draft("Gerald", "Vanished", "g@example.com", "416-555-0120"));
        UUID stays = platform.create(admin, draft("Stella", "Stays", "s@example.com", "416-555-0121"));
        platform.announce(RowChange.CUSTOMER, admin, gone);
        platform.announce(RowChange.CUSTOMER, admin, stays);
        platform.await(
                SOON, () -> assertThat(ids(platform.search(admin, "vanished"))).containsExactly(gone));

        platform.sql("update customer set deleted_at = now() where id = ?", gone);
        platform.announce(RowChange.CUSTOMER, admin, gone);
        platform.await(
                SOON, () -> assertThat(ids(platform.search(admin, "vanished"))).isEmpty());
        platform.announce(RowChange.ACTIVITY, admin, gone);
        platform.write(
                gone,
                5,
                "{\"tenant_id\":\"%s\",\"customer_id\":\"%s\",\"deleted\":false,\"name\":\"Vanished\"}"
                        .formatted(admin.tenantId(), gone));
        platform.announce(RowChange.ACTIVITY, admin, stays);
        platform.settle();

        assertThat(ids(platform.search(admin, "vanished"))).isEmpty();
        assertThat(ids(platform.search(admin, "stella"))).containsExactly(stays);
        assertThat(platform.source(gone)).contains("\"deleted\":true").doesNotContain("Gerald");
    }

    @Test
    @Tag("REQ-CM-B014")
    void erasedCustomerLeavesNoName() {
        Actor admin = platform.tenant("erased");
        UUID id = platform.create(admin, draft("Erasmus", "Forgotten", "e@example.com", "416-555-0130"));
        platform.announce(RowChange.CUSTOMER, admin, id);
        platform.await(
                SOON, () -> assertThat(ids(platform.search(admin, "forgotten"))).containsExactly(id));

        platform.sql("update subject_key set wrapped_key = null, destroyed_at = now() where customer_id = ?", id);
        platform.announce(RowChange.CUSTOMER, admin, id);

        platform.await(SOON, () -> assertThat(platform.source(id)).contains("\"deleted\":true"));
        assertThat(platform.source(id)).doesNotContain("Erasmus");
    }

    @Test
    @Tag("REQ-CM-B014")
    void indexHoldsNoContactDataInTheClear() {
        Actor admin = platform.tenant("canary");
        UUID id = platform.create(
                admin,
                new CustomerDraft(
                        "canaryperson@canarydomain.com",
                        "416-555-0188",
                        "604-555-0166",
                        "Tweety",
                        "Bird",
                        "1984-05-21",
                        "77 Canary Row",
                        "Suite 9",
                        "Canarytown",
                        "ON",
                        "K1A 0B1",
                        "CA",
                        null,
                        null,
                        null,
                        null,
                        "canarysource",
                        "canarynote",
                        List.of("cage")));
        platform.announce(RowChange.CUSTOMER, admin, id);
        platform.await(
                SOON,
                () -> assertThat(ids(platform.search(admin, "6045550166"))).containsExactly(id));

        String everything = platform.everyTermAndSource(id).toLowerCase(java.util.Locale.ROOT);

        assertThat(everything).contains("tweety", "cage");
        assertThat(everything)
                .doesNotContain(
                        "canary", "5550188", "5550166", "1984", "k1a", "suite", "\"416\"", "\"555\"", "\"018\"");
    }

    @Test
    @Tag("REQ-CM-B003")
    void findsWhoHasTheVehicleNowAndNoLongerWhomItLeft() {
        Actor admin = platform.tenant("vehicles");
        UUID seller = platform.create(admin, draft("Sal", "Seller", "s@example.com", "416-555-0141"));
        UUID buyer = platform.create(admin, draft("Bea", "Buyer", "b@example.com", "416-555-0142"));
        UUID vehicle = platform.vehicle(admin, seller, "Lamborghini", "Countach");
        platform.announce(RowChange.VEHICLE, admin, seller);
        platform.await(
                SOON, () -> assertThat(ids(platform.search(admin, "countach"))).containsExactly(seller));

        platform.transfer(admin, seller, vehicle, buyer);
        platform.announce(RowChange.VEHICLE, admin, buyer);
        platform.announce(RowChange.VEHICLE_KEEPER, admin, seller);

        platform.await(
                SOON, () -> assertThat(ids(platform.search(admin, "countach"))).containsExactly(buyer));
    }

    @Test
    void messageThatNamesNobodyGoesToTheDeadLettersAndTheRestGoesOn() {
        Actor admin = platform.tenant("poison");
        UUID id = platform.create(admin, draft("Paul", "Afterwards", "p@example.com", "416-555-0140"));
        platform.announceGarbage("no customer at all");
        platform.announce(RowChange.CUSTOMER, admin, id);

        platform.await(
                SOON,
                () -> assertThat(ids(platform.search(admin, "afterwards"))).containsExactly(id));
        assertThat(platform.deadLetterReasons()).contains("the key is no UUID");
    }

    @Test
    void waitsWhileOpenSearchIsAwayAndCatchesUp() throws Exception {
        Actor admin = platform.tenant("away");
        platform.takeOpenSearchAway();
        UUID id = platform.create(admin, draft("Wanda", "Waited", "w@example.com", "416-555-0150"));
        platform.announce(RowChange.CUSTOMER, admin, id);

        assertThatThrownBy(() -> platform.search(admin, "waited")).isInstanceOf(SearchUnavailableException.class);
        platform.await(SOON, () -> assertThat(platform.readiness()).isEqualTo("DOWN"));
        platform.bringOpenSearchBack();

        platform.await(
                SOON, () -> assertThat(ids(platform.search(admin, "waited"))).containsExactly(id));
        platform.await(SOON, () -> assertThat(platform.readiness()).isEqualTo("UP"));
    }

    @Test
    void lostIndexIsFilledFromTheDatabaseAgain() throws Exception {
        Actor admin = platform.tenant("refill");
        UUID silent = platform.create(admin, draft("Sidney", "Silent", "si@example.com", "416-555-0160"));
        UUID loud = platform.create(admin, draft("Lou", "Loud", "lo@example.com", "416-555-0161"));

        platform.dropIndex();
        platform.announce(RowChange.CUSTOMER, admin, loud);

        platform.await(
                SOON, () -> assertThat(ids(platform.search(admin, "silent"))).containsExactly(silent));
        assertThat(ids(platform.search(admin, "loud"))).containsExactly(loud);
    }

    private static List<UUID> ids(SearchHits hits) {
        return hits.hits().stream().map(SearchHits.Hit::id).toList();
    }

    private static CustomerDraft draft(String first, String last, String email, String phone, String... tags) {
        return new CustomerDraft(
                email,
                phone,
                null,
                first,
                last,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(tags));
    }
}
