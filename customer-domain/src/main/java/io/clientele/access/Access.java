package io.clientele.access;

/// How much of a customer a viewer may see.
public enum Access {
    /// Everything.
    FULL,
    /// Enough to recognise the customer, nothing to reach them by.
    LIMITED,
    /// Not even that the customer exists.
    NONE
}
