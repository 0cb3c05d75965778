package io.clientele.domain;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the master key is.
///
/// @param masterKeyFile a Tink AEAD keyset in JSON, readable by the platform's user only
/// @param createIfMissing make one when there is none: for the embedded default, never in production
@ConfigurationProperties("clientele.keys")
public record KeysProperties(
        Path masterKeyFile, @DefaultValue("false") boolean createIfMissing) {}
