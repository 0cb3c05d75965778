package io.clientele.api.problem;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A stack trace for the log that can hold no personal data: classes and places, and messages of our own code only.
final class SafeTrace {
    private static final int MAX_CAUSES = 8;
    private static final int MAX_FRAMES = 25;
    private static final String OURS = "io.clientele.";

    private SafeTrace() {}

    static String of(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        @Nullable Throwable at = thrown;
        for (int i = 0; at != null && i < MAX_CAUSES; i++) {
            append(text.append(i == 0 ? "" : "\ncaused by "), at);
            at = at.getCause();
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Throwable thrown) {
        text.append(thrown.getClass().getName());
        if (thrown instanceof SQLException sql) {
            text.append(" SQLSTATE ").append(sql.getSQLState());
        }
        StackTraceElement[] frames = thrown.getStackTrace();
        if (frames.length > 0 && frames[0].getClassName().startsWith(OURS)) {
            text.append(": ").append(thrown.getMessage());
        }
        for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
            text.append("\n\tat ").append(frames[i]);
        }
    }
}
