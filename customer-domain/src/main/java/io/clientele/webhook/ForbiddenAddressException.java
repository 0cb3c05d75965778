package io.clientele.webhook;

import java.net.UnknownHostException;

/// A host has an address that nothing may be posted to. Its message does not say which, so that nobody can explore our
/// network by it.
public final class ForbiddenAddressException extends UnknownHostException {
    ForbiddenAddressException() {
        super("the host has an address that is not public");
    }
}
