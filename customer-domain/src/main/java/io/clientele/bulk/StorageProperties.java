package io.clientele.bulk;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where uploaded files are kept, encrypted.
///
/// @param directory shared by gateway and workers
@ConfigurationProperties("clientele.storage")
public record StorageProperties(Path directory) {}
