package io.clientele.operation;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The trace that a request belongs to (W3C Trace Context, `traceparent`). While a request is worked on it is bound to
/// the thread: operations that are recorded meanwhile take it along, and with them their changes and events.
///
/// @param traceparent of version 00: 55 characters, for example
///     `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01`
public record TraceContext(String traceparent) {
    private static final ScopedValue<TraceContext> CURRENT = ScopedValue.newInstance();
    private static final Pattern HEADER =
            Pattern.compile("(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final HexFormat HEX = HexFormat.of();

    /// A context as somebody sent it. Of a version to come it keeps what version 00 knows.
    ///
    /// @param header null where none was sent
    /// @return empty for what is none
    public static Optional<TraceContext> parse(@Nullable String header) {
        Matcher parts = HEADER.matcher(header == null ? "" : header.strip());
        if (!parts.matches() || parts.group(1).equals("00") && parts.group(5) != null) {
            return Optional.empty();
        }
        int flags = HexFormat.fromHexDigits(parts.group(4));
        String known = parts.group(1).equals("00") ? parts.group(4) : HEX.toHexDigits((byte) (flags & 1));
        return Optional.of(new TraceContext("00-" + parts.group(2) + "-" + parts.group(3) + "-" + known));
    }

    /// The beginning of a trace that nobody asked to be recorded.
    public static TraceContext begin() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String id = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
        return new TraceContext("00-" + id + "-" + HEX.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + "-00");
    }

    /// What all parts of the trace have in common: 32 hexadecimal digits.
    public String traceId() {
        return traceparent.substring(3, 35);
    }

    /// Does some work as part of this trace.
    public <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /// The `traceparent` of what this thread is working on; null where it belongs to no trace.
    static @Nullable String current() {
        return CURRENT.isBound() ? CURRENT.get().traceparent() : null;
    }
}
