package io.clientele.stream;

import io.clientele.domain.CustomerDomainConfiguration;
import io.clientele.stream.activity.ActivityConfiguration;
import io.clientele.stream.assignment.AssignmentConfiguration;
import io.clientele.stream.cdc.CaptureConfiguration;
import io.clientele.stream.counter.CounterConfiguration;
import io.clientele.stream.feed.FeedConfiguration;
import io.clientele.stream.history.HistoryConfiguration;
import io.clientele.stream.inquiry.InquiryConfiguration;
import io.clientele.stream.letter.LetterConfiguration;
import io.clientele.stream.mail.MailConfiguration;
import io.clientele.stream.notification.NotificationConfiguration;
import io.clientele.stream.runtime.RuntimeConfiguration;
import io.clientele.stream.sink.SinkConfiguration;
import io.clientele.stream.webhook.WebhookConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// Captures committed changes, derives events, and writes what follows from them.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    CustomerDomainConfiguration.class,
    RuntimeConfiguration.class,
    CaptureConfiguration.class,
    SinkConfiguration.class,
    ActivityConfiguration.class,
    HistoryConfiguration.class,
    FeedConfiguration.class,
    AssignmentConfiguration.class,
    InquiryConfiguration.class,
    WebhookConfiguration.class,
    NotificationConfiguration.class,
    MailConfiguration.class,
    LetterConfiguration.class,
    CounterConfiguration.class
})
public class StreamProcessorApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(StreamProcessorApplication.class, arguments);
    }
}
