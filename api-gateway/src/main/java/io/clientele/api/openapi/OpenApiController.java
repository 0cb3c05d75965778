package io.clientele.api.openapi;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/openapi.yaml`: the document of module `schemas`, as it is.
@RestController
final class OpenApiController {
    private static final Resource DOCUMENT = new ClassPathResource("api/openapi.yaml");
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml;charset=UTF-8");

    @GetMapping("/api/openapi.yaml")
    ResponseEntity<Resource> document() {
        return ResponseEntity.ok().contentType(YAML).body(DOCUMENT);
    }
}
