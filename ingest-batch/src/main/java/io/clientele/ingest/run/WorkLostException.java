package io.clientele.ingest.run;

/// Intermediate work is gone (a crash of PostgreSQL empties unlogged tables) or another worker has taken the job on:
/// this run ends without harm, and the next one starts from what is committed.
public final class WorkLostException extends RuntimeException {
    public WorkLostException(String message) {
        super(message);
    }
}
