package io.clientele.vehicle;

import io.clientele.operation.Operations;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantTransactions;
import io.clientele.vin.VinDecoder;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/// Vehicles, for applications that show or change them; import it beside the domain's configuration.
@Configuration(proxyBeanMethods = false)
public class VehicleConfiguration {
    @Bean
    VehicleValidation vehicleValidation(VinDecoder decoder, Clock clock) {
        return new VehicleValidation(decoder, clock);
    }

    @Bean
    Vehicles vehicles(
            JdbcTemplate jdbc,
            VehicleValidation validation,
            Operations operations,
            TenantKeys keys,
            TenantTransactions transactions,
            Clock clock) {
        return new Vehicles(jdbc, validation, operations, keys, transactions, clock);
    }

    @Bean
    VehicleUpdates vehicleUpdates(
            JdbcTemplate jdbc,
            VehicleValidation validation,
            Operations operations,
            TenantKeys keys,
            TenantTransactions transactions,
            Clock clock) {
        return new VehicleUpdates(jdbc, validation, operations, keys, transactions, clock);
    }

    @Bean
    VehicleTransfers vehicleTransfers(
            JdbcTemplate jdbc, Operations operations, TenantKeys keys, TenantTransactions transactions, Clock clock) {
        return new VehicleTransfers(jdbc, operations, keys, transactions, clock);
    }

    @Bean
    KeeperTimeline keeperTimeline(JdbcTemplate jdbc, TenantKeys keys) {
        return new KeeperTimeline(jdbc, keys);
    }

    @Bean
    ServiceTimeline serviceTimeline(JdbcTemplate jdbc, TenantKeys keys) {
        return new ServiceTimeline(jdbc, keys);
    }

    @Bean
    MileageTimeline mileageTimeline(JdbcTemplate jdbc) {
        return new MileageTimeline(jdbc);
    }

    @Bean
    ChangeTimeline changeTimeline(JdbcTemplate jdbc, TenantKeys keys) {
        return new ChangeTimeline(jdbc, keys);
    }

    /// @param sources every bean of that type: one more is one more kind of entry
    @Bean
    VehicleHistory vehicleHistory(
            JdbcTemplate jdbc, List<VehicleTimelineSource> sources, TenantKeys keys, TenantTransactions transactions) {
        return new VehicleHistory(jdbc, sources, keys, transactions);
    }
}
