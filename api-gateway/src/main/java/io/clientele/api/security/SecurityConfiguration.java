package io.clientele.api.security;

import io.clientele.api.problem.ProblemHandler;
import io.clientele.api.request.IfMatchArgument;
import io.clientele.organisation.Professionals;
import io.clientele.organisation.Tenants;
import io.clientele.problem.ProblemCode;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Deny by default: anything but the API's description needs a token, and then [RoleGate] asks for the role.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String API = "/api/**";
    private static final String OPEN = "/api/openapi.yaml";

    @Bean
    JwtDecoder jwtDecoder(SecurityProperties properties, Clock clock) {
        return TokenDecoder.of(properties, clock);
    }

    /// The management port has health and metrics only, and listens on the loopback address unless told otherwise.
    @Bean
    @Order(1)
    SecurityFilterChain management(HttpSecurity http, Environment environment) {
        if (ManagementPortType.get(environment) == ManagementPortType.SAME) {
            throw new InvalidConfigurationPropertyValueException(
                    "management.server.port",
                    environment.getProperty("management.server.port"),
                    "it must not be the port of the API, which is open to callers");
        }
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(
            HttpSecurity http, JwtDecoder decoder, SecurityProperties properties, ProblemHandler problems) {
        Claims claims = new Claims(properties);
        AuthenticationEntryPoint unauthenticated = unauthenticated(problems);
        return http.authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(API)
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(tokens -> tokens.bearerTokenResolver(new BearerTokens())
                        .jwt(jwt -> jwt.decoder(decoder)
                                .jwtAuthenticationConverter(token -> new CallerAuthentication(claims.caller(token))))
                        .authenticationEntryPoint(unauthenticated))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler((request, response, denied) ->
                                problems.write(ProblemCode.FORBIDDEN, request, response)))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /// Spring Security measures each of its filters, which costs more than the filters;
    /// `http.server.requests` measures them together.
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(unlessPlain(StrictHttpFirewall.ALLOWED_HEADER_NAMES));
        firewall.setAllowedHeaderValues(unlessPlain(StrictHttpFirewall.ALLOWED_HEADER_VALUES));
        return firewall;
    }

    /// Spring's rule, which is a regular expression over each character, asked only of what is not printable
    /// ASCII.
    private static Predicate<String> unlessPlain(Predicate<String> rule) {
        return text -> text.chars().allMatch(c -> c >= ' ' && c <= '~') || rule.test(text);
    }

    /// What the firewall refuses (encoded slashes, line breaks in headers) is a malformed request.
    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemHandler problems) {
        return (request, response, rejected) -> problems.write(ProblemCode.MALFORMED_REQUEST, request, response);
    }

    @Bean
    WebMvcConfigurer callers(Tenants tenants, Professionals professionals, SecurityProperties properties, Clock clock) {
        RoleGate gate = new RoleGate(new Standing(tenants, professionals, properties.standingTtl(), clock));
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(gate).addPathPatterns(API).excludePathPatterns(OPEN);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ActorArgument());
                resolvers.add(new IfMatchArgument());
            }
        };
    }

    private static AuthenticationEntryPoint unauthenticated(ProblemHandler problems) {
        // Sets WWW-Authenticate as RFC 6750 asks.
        BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
        return (request, response, failure) -> {
            challenge.commence(request, response, failure);
            problems.write(ProblemCode.UNAUTHENTICATED, request, response);
        };
    }
}
