package io.clientele.api.idempotency;

import io.clientele.api.request.ApiProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.json.JsonMapper;

/// Puts [IdempotentHandlerAdapter] in the place of Spring's adapter, and removes expired answers every ten minutes.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class IdempotencyConfiguration {
    @Bean
    WebMvcRegistrations idempotentRequests(
            ObjectProvider<KeptAnswers> answers, ObjectProvider<JsonMapper> json, ApiProperties properties) {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new IdempotentHandlerAdapter(
                        answers::getObject,
                        json::getObject,
                        properties.maxBody().toBytes());
            }
        };
    }

    @Bean
    WebMvcConfigurer onceArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new OnceArgument());
            }
        };
    }

    private static final class OnceArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Once.class;
        }

        @Override
        public @Nullable Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return request.getAttribute(Once.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        }
    }
}
