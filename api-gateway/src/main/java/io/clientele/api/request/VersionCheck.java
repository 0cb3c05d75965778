package io.clientele.api.request;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ApiVersionConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets Spring refuse requests for a version that is not there.
@Configuration(proxyBeanMethods = false)
class VersionCheck implements WebMvcConfigurer {
    @Override
    public void configureApiVersioning(ApiVersionConfigurer versions) {
        versions.useRequestHeader(ApiVersion.HEADER)
                .addSupportedVersions(ApiVersion.CURRENT)
                .setDefaultVersion(ApiVersion.CURRENT);
    }
}
