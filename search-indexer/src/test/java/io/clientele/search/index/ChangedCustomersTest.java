package io.clientele.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.schemas.cdc.ChangeHeaders;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.tenant.TenantId;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B007")
class ChangedCustomersTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 1));
    private static final UUID CUSTOMER = new UUID(2, 2);

    private final ChangedCustomers changed = new ChangedCustomers();

    @Test
    void namesEachCustomerOnceWithTheLastRecord() {
        changed.add(record(RowChange.CUSTOMER, 1));
        changed.add(record(RowChange.VEHICLE_KEEPER, 2));

        assertThat(changed.byTenant().get(TENANT)).hasSize(1);
        assertThat(changed.byTenant().get(TENANT).get(CUSTOMER).offset()).isEqualTo(2);
    }

    /// What they tell is in the customer's own row, too, which follows.
    @Test
    void passesByTablesThatNoDocumentIsMadeOf() {
        for (String table :
                new String[] {RowChange.CONSENT, RowChange.MERGE, RowChange.ERASURE, RowChange.OPERATION, "one_to_come"
                }) {
            changed.add(record(table, 1));
        }

        assertThat(changed.byTenant()).isEmpty();
        assertThat(changed.unreadable()).isEmpty();
    }

    @Test
    void setsAsideWhatNamesNoTenantOrCustomer() {
        ConsumerRecord<byte[], byte[]> nobody = new ConsumerRecord<>("t", 0, 1, "x".getBytes(UTF_8), new byte[1]);
        changed.add(nobody);

        assertThat(changed.unreadable()).containsOnlyKeys(nobody);
    }

    private static ConsumerRecord<byte[], byte[]> record(String table, long offset) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("t", 0, offset, CUSTOMER.toString().getBytes(UTF_8), new byte[1]);
        record.headers()
                .add(ChangeHeaders.TABLE, table.getBytes(UTF_8))
                .add(ChangeHeaders.TENANT_ID, TENANT.toString().getBytes(UTF_8));
        return record;
    }
}
