package io.clientele.api.request;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Limits on what is sent to the gateway.
///
/// @param maxBody the largest JSON body
/// @param maxUpload the largest file of an import
@Validated
@ConfigurationProperties("clientele.api")
public record ApiProperties(
        @DefaultValue("1MB") @NotNull DataSize maxBody,
        @DefaultValue("10GB") @NotNull DataSize maxUpload) {}
