package io.clientele.stream.mail;

import io.clientele.notification.DueMail;
import io.clientele.notification.Notification;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// The words of a mail, in the recipient's language and by the recipient's clock. They name no customer: a mail leaves
/// the platform for good, and with it would go what can later not be taken back.
final class MailText {
    /// A digest names so many events and counts the rest.
    private static final int MOST_LINES = 50;

    private final ResourceBundleMessageSource words;
    private final SpringTemplateEngine templates;
    private final String link;

    /// @param link in front of `/customers/<id>`; empty for no links
    MailText(String link) {
        this.link = link;
        this.words = new ResourceBundleMessageSource();
        words.setBasename("mail/words");
        words.setDefaultEncoding(StandardCharsets.UTF_8.name());
        words.setFallbackToSystemLocale(false);
        words.setAlwaysUseMessageFormat(true);
        this.templates = new SpringTemplateEngine();
        templates.setTemplateEngineMessageSource(words);
        templates.addTemplateResolver(resolver(".html", TemplateMode.HTML));
        templates.addTemplateResolver(resolver(".txt", TemplateMode.TEXT));
    }

    /// A mail's words.
    record Words(String subject, String text, String html) {}

    /// One event in it.
    ///
    /// @param at when, as the recipient's clock showed it
    /// @param link null where there is none
    record Line(String what, String at, @Nullable String link) {}

    Words of(DueMail mail) {
        Locale locale = Locale.forLanguageTag(mail.preferences().language());
        List<Notification> told = mail.notifications();
        String subject = told.size() == 1
                ? what(told.getFirst(), locale)
                : words.getMessage("subject.digest", new Object[] {told.size()}, locale);
        Context context = new Context(locale);
        context.setVariable("title", subject);
        context.setVariable(
                "lines",
                told.stream()
                        .limit(MOST_LINES)
                        .map(each -> line(each, locale, mail.preferences().timeZone()))
                        .toList());
        context.setVariable("more", Math.max(0, told.size() - MOST_LINES));
        return new Words(subject, templates.process("mail.txt", context), templates.process("mail.html", context));
    }

    private Line line(Notification told, Locale locale, ZoneId zone) {
        String at = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(told.createdAt().atZone(zone));
        UUID customer = told.customerId();
        return new Line(
                what(told, locale), at, customer == null || link.isEmpty() ? null : link + "/customers/" + customer);
    }

    private String what(Notification told, Locale locale) {
        Object events = told.facts().path("events").asLong(0);
        return words.getMessage("kind." + told.kind(), new Object[] {events}, locale);
    }

    private static ClassLoaderTemplateResolver resolver(String suffix, TemplateMode mode) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("mail/");
        resolver.setResolvablePatterns(java.util.Set.of("*" + suffix));
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return resolver;
    }
}
