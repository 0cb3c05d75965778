package io.clientele.ingest;

import io.clientele.domain.CustomerDomainConfiguration;
import io.clientele.ingest.imports.ImportConfiguration;
import io.clientele.ingest.request.RequestConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// The worker of bulk requests: imports today. Its only web endpoints are the actuator's.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    CustomerDomainConfiguration.class,
    BatchConfiguration.class,
    ImportConfiguration.class,
    RequestConfiguration.class
})
public class IngestBatchApplication {
    public static void main(String[] args) {
        SpringApplication.run(IngestBatchApplication.class, args);
    }
}
