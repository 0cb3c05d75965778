package io.clientele.schemas.cdc;

import io.clientele.schemas.MalformedRecordException;

/// What happened to the row; the code is Debezium's `op`.
public enum ChangeKind {
    /// Inserted.
    CREATE("c"),
    /// Updated.
    UPDATE("u"),
    /// Deleted for good.
    DELETE("d"),
    /// Read by a snapshot: the row is there, and nobody knows what it was before.
    READ("r");

    private final String code;

    ChangeKind(String code) {
        this.code = code;
    }

    /// One letter.
    public String code() {
        return code;
    }

    /// @throws MalformedRecordException for an unknown code
    public static ChangeKind of(String code) {
        for (ChangeKind kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new MalformedRecordException("unknown change kind");
    }
}
