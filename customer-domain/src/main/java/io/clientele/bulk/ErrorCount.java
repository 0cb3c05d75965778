package io.clientele.bulk;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// How often one cause occurred in a job.
@JsonNaming(SnakeCaseStrategy.class)
public record ErrorCount(String code, long count, String message) {}
