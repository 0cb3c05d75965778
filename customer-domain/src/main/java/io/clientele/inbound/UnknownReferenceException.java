package io.clientele.inbound;

/// A report names a tenant, a customer or a professional that is not known here. The message says which of them,
/// never a value.
public final class UnknownReferenceException extends RuntimeException {
    UnknownReferenceException(String what) {
        super(what + " is not known here");
    }
}
