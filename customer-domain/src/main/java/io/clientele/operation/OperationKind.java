package io.clientele.operation;

import java.util.Locale;

/// What kind of act an operation is. Texts as in column `operation.kind`.
public enum OperationKind {
    API,
    IMPORT,
    BULK_UPDATE,
    BULK_TAG,
    TRANSFER,
    MERGE,
    UNDO,
    ASSIGNMENT,
    ERASURE,
    RETENTION;

    /// For example `bulk-update`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
