package io.clientele.api.letter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.clientele.api.request.Pages;
import io.clientele.api.security.Allowed;
import io.clientele.api.security.Caller;
import io.clientele.letter.DeadLetters;
import io.clientele.letter.DiscardReason;
import io.clientele.letter.LetterContent;
import io.clientele.letter.LetterFilter;
import io.clientele.letter.LetterStatus;
import io.clientele.letter.LetterView;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.failure.FailureCause;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/dead-letters`: an admin has the tenant's, the operator those that name no tenant.
@RestController
@RequestMapping(path = "/api/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
final class DeadLetterController {
    private final DeadLetters letters;

    DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    /// @param next what to send as `cursor` for the page behind; null on the last
    record Page(List<LetterView> deadLetters, @Nullable UUID next) {}

    /// @param record null where it is not kept here
    record Opened(
            @JsonUnwrapped LetterView letter, @Nullable LetterContent record) {}

    record Wanted(
            @Nullable String topic,
            @Nullable String consumer,
            @Nullable String cause) {}

    record Requested(int requested) {}

    record Discard(@Nullable String reason) {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.OPERATOR})
    ResponseEntity<Page> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String consumer,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit) {
        Pages.requireLimit(limit, DeadLetters.MAX_LIMIT);
        DeadLetters.Page page = letters.page(
                owner(caller), new LetterFilter(topic, consumer, cause(cause), status(status)), cursor, limit);
        return Pages.answer(new Page(page.letters(), page.next()), Objects.toString(page.next(), null));
    }

    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.OPERATOR})
    Opened find(Caller caller, @PathVariable UUID id) {
        DeadLetters.Opened opened = letters.find(owner(caller), id);
        return new Opened(opened.letter(), opened.content());
    }

    /// Asked again, it changes nothing.
    @PostMapping("/{id}/redrive")
    @Allowed({Role.ADMIN, Role.OPERATOR})
    LetterView redrive(Caller caller, @PathVariable UUID id) {
        return letters.redrive(owner(caller), user(caller), id);
    }

    @PostMapping("/redrive")
    @Allowed({Role.ADMIN, Role.OPERATOR})
    Requested redriveAll(Caller caller, @RequestBody Wanted wanted) {
        LetterFilter filter = new LetterFilter(wanted.topic(), wanted.consumer(), cause(wanted.cause()), null);
        return new Requested(letters.redriveAll(owner(caller), user(caller), filter));
    }

    /// Asked again, it changes nothing.
    @PostMapping("/{id}/discard")
    @Allowed({Role.ADMIN, Role.OPERATOR})
    LetterView discard(Caller caller, @PathVariable UUID id, @RequestBody Discard discard) {
        DiscardReason reason = DiscardReason.of(Objects.requireNonNullElse(discard.reason(), ""))
                .orElseThrow(() -> wrong("reason", choices(DiscardReason.values())));
        return letters.discard(owner(caller), user(caller), id, reason);
    }

    private static TenantId owner(Caller caller) {
        return switch (caller) {
            case Caller.Member member -> member.actor().tenantId();
            case Caller.Operator ignored -> DeadLetters.PLATFORM;
        };
    }

    private static UUID user(Caller caller) {
        return switch (caller) {
            case Caller.Member member -> member.actor().userId();
            case Caller.Operator operator -> operator.userId();
        };
    }

    private static @Nullable FailureCause cause(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(FailureCause.values())
                .filter(cause -> cause.text().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong("cause", choices(FailureCause.values())));
    }

    private static @Nullable LetterStatus status(@Nullable String text) {
        return text == null
                ? null
                : LetterStatus.of(text).orElseThrow(() -> wrong("status", choices(LetterStatus.values())));
    }

    private static String choices(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(", ", "one of ", ""));
    }

    private static ProblemException wrong(String field, String expected) {
        return new ProblemException(
                ProblemCode.MALFORMED_REQUEST,
                "The %s is not valid.".formatted(field),
                List.of(new FieldError(field, ProblemCode.INVALID_CHOICE, expected)));
    }
}
