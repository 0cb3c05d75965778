package io.clientele.benchmark.api.floor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/// The floor's process: the gateway's stack, with nothing of the gateway in it. Settings are in `floor.yaml`.
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class
})
@Import(FloorController.class)
public class FloorApplication {
    /// What the row of a customer is here: the columns of the real one, in the clear, under one key.
    public static final String TABLE = """
            create table floor_customer (
                id uuid primary key,
                owner_professional_id uuid,
                email text, phone text, phone_secondary text, first_name text, last_name text, date_of_birth text,
                address_line1 text, address_line2 text, city text, province text, postal_code text, country text,
                preferred_contact_method text,
                marketing_consent boolean not null, newsletter_subscribed boolean not null,
                status text,
                email_verified boolean not null default false, phone_verified boolean not null default false,
                source text, notes text,
                tags text[] not null,
                created_at timestamptz not null, updated_at timestamptz not null, last_activity_at timestamptz,
                version bigint not null default 1)""";

    public static void main(String[] arguments) {
        // The class path holds the settings of an application, too, under the usual name.
        System.setProperty("spring.config.name", "floor");
        SpringApplication.run(FloorApplication.class, arguments);
    }
}
