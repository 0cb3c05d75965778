package io.clientele.domain;

import io.clientele.access.AccessReport;
import io.clientele.activity.Activities;
import io.clientele.activity.ActivityList;
import io.clientele.activity.ActivityLog;
import io.clientele.count.HourlyCounts;
import io.clientele.customer.CustomerList;
import io.clientele.customer.CustomerUpdates;
import io.clientele.customer.CustomerValidation;
import io.clientele.customer.Customers;
import io.clientele.feed.EventFeed;
import io.clientele.feed.EventLog;
import io.clientele.history.FieldHistory;
import io.clientele.history.RecordHistory;
import io.clientele.inbound.InboundReports;
import io.clientele.inquiry.InquiryAudiences;
import io.clientele.inquiry.InquiryLedger;
import io.clientele.inquiry.InquiryList;
import io.clientele.letter.DeadLetters;
import io.clientele.operation.Operations;
import io.clientele.organisation.Tenants;
import io.clientele.ownership.Ownership;
import io.clientele.ownership.OwnershipHistory;
import io.clientele.pii.KeyRotation;
import io.clientele.pii.MasterKey;
import io.clientele.pii.TenantKeys;
import io.clientele.referral.ReferralList;
import io.clientele.referral.Referrals;
import io.clientele.tenant.TenantTransactions;
import io.clientele.vin.VinDecoder;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/// The domain for any application: import it and have a `JdbcTemplate` and a transaction manager.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeysProperties.class)
public class CustomerDomainConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    TenantTransactions tenantTransactions(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        return new TenantTransactions(jdbc, transactions);
    }

    @Bean
    MasterKey masterKey(KeysProperties properties) {
        return properties.createIfMissing()
                ? MasterKey.readOrCreate(properties.masterKeyFile())
                : MasterKey.read(properties.masterKeyFile());
    }

    @Bean
    TenantKeys tenantKeys(JdbcTemplate jdbc, TenantTransactions transactions, MasterKey masterKey, Clock clock) {
        return new TenantKeys(jdbc, transactions, masterKey, clock);
    }

    @Bean
    KeyRotation keyRotation(JdbcTemplate jdbc, TenantTransactions transactions, MasterKey masterKey, TenantKeys keys) {
        return new KeyRotation(jdbc, transactions, masterKey, keys);
    }

    @Bean
    Tenants tenants(JdbcTemplate jdbc, TenantTransactions transactions, TenantKeys keys) {
        return new Tenants(jdbc, transactions, keys);
    }

    @Bean
    Operations operations(JdbcTemplate jdbc, Clock clock) {
        return new Operations(jdbc, clock);
    }

    @Bean
    OwnershipHistory ownershipHistory(JdbcTemplate jdbc) {
        return new OwnershipHistory(jdbc);
    }

    @Bean
    CustomerValidation customerValidation(Clock clock) {
        return new CustomerValidation(clock);
    }

    @Bean
    Customers customers(
            JdbcTemplate jdbc,
            CustomerValidation validation,
            Operations operations,
            OwnershipHistory history,
            Tenants tenants,
            TenantKeys keys,
            TenantTransactions transactions,
            Clock clock) {
        return new Customers(jdbc, validation, operations, history, tenants, keys, transactions, clock);
    }

    @Bean
    CustomerUpdates customerUpdates(
            JdbcTemplate jdbc,
            CustomerValidation validation,
            Operations operations,
            Tenants tenants,
            TenantKeys keys,
            TenantTransactions transactions,
            Clock clock) {
        return new CustomerUpdates(jdbc, validation, operations, tenants, keys, transactions, clock);
    }

    @Bean
    CustomerList customerList(TenantKeys keys, TenantTransactions transactions) {
        return new CustomerList(keys, transactions);
    }

    @Bean
    Ownership ownership(
            JdbcTemplate jdbc,
            TenantKeys keys,
            TenantTransactions transactions,
            Operations operations,
            OwnershipHistory history,
            Clock clock) {
        return new Ownership(jdbc, keys, transactions, operations, history, clock);
    }

    @Bean
    Referrals referrals(
            JdbcTemplate jdbc,
            Ownership ownership,
            TenantKeys keys,
            TenantTransactions transactions,
            Operations operations,
            Clock clock) {
        return new Referrals(jdbc, ownership, keys, transactions, operations, clock);
    }

    @Bean
    AccessReport accessReport(JdbcTemplate jdbc, TenantTransactions transactions) {
        return new AccessReport(jdbc, transactions);
    }

    @Bean
    ReferralList referralList(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        return new ReferralList(jdbc, keys, transactions);
    }

    @Bean
    ActivityLog activityLog(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        return new ActivityLog(jdbc, keys, transactions);
    }

    @Bean
    VinDecoder vinDecoder(Clock clock) {
        return new VinDecoder(clock);
    }

    @Bean
    EventLog eventLog(JdbcTemplate jdbc, TenantTransactions transactions) {
        return new EventLog(jdbc, transactions);
    }

    @Bean
    EventFeed eventFeed(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        return new EventFeed(jdbc, keys, transactions);
    }

    @Bean
    RecordHistory recordHistory(JdbcTemplate jdbc, TenantTransactions transactions) {
        return new RecordHistory(jdbc, transactions);
    }

    @Bean
    FieldHistory fieldHistory(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        return new FieldHistory(jdbc, keys, transactions);
    }

    @Bean
    DeadLetters tenantsDeadLetters(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions, Clock clock) {
        return new DeadLetters(jdbc, keys, transactions, clock);
    }

    @Bean
    HourlyCounts hourlyCounts(JdbcTemplate jdbc, TenantTransactions transactions) {
        return new HourlyCounts(jdbc, transactions);
    }

    @Bean
    Activities activities(
            JdbcTemplate jdbc,
            ActivityLog log,
            Ownership ownership,
            Operations operations,
            TenantKeys keys,
            TenantTransactions transactions,
            Clock clock) {
        return new Activities(jdbc, log, ownership, operations, keys, transactions, clock);
    }

    @Bean
    ActivityList activityList(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        return new ActivityList(jdbc, keys, transactions);
    }

    @Bean
    InboundReports inboundReports(
            JdbcTemplate jdbc,
            ActivityLog log,
            Ownership ownership,
            Operations operations,
            TenantTransactions transactions) {
        return new InboundReports(jdbc, log, ownership, operations, transactions);
    }

    @Bean
    InquiryAudiences inquiryAudiences(JdbcTemplate jdbc, Tenants tenants, TenantTransactions transactions) {
        return new InquiryAudiences(jdbc, tenants, transactions);
    }

    @Bean
    InquiryLedger inquiryLedger(JdbcTemplate jdbc, TenantTransactions transactions) {
        return new InquiryLedger(jdbc, transactions);
    }

    @Bean
    InquiryList inquiryList(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        return new InquiryList(jdbc, keys, transactions);
    }
}
