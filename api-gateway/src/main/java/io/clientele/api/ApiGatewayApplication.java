package io.clientele.api;

import io.clientele.bulk.BulkConfiguration;
import io.clientele.domain.CustomerDomainConfiguration;
import io.clientele.notification.InboxConfiguration;
import io.clientele.organisation.OrganisationConfiguration;
import io.clientele.search.query.SearchQueryConfiguration;
import io.clientele.vehicle.VehicleConfiguration;
import io.clientele.webhook.WebhookDomainConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/// The gateway's process. What it needs is in `application.yaml`; what it leaves out to start fast is excluded there.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Import({
    CustomerDomainConfiguration.class,
    BulkConfiguration.class,
    InboxConfiguration.class,
    OrganisationConfiguration.class,
    SearchQueryConfiguration.class,
    VehicleConfiguration.class,
    WebhookDomainConfiguration.class
})
public class ApiGatewayApplication {
    public static void main(String[] args) {
        SpringApplication.run(ApiGatewayApplication.class, args);
    }
}
