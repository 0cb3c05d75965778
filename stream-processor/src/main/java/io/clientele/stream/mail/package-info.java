/// Mails about notifications: put together in the recipient's language, sent one instance at a time, at most once.
/// Off where no SMTP server is configured; the inbox does not depend on it.
@NullMarked
package io.clientele.stream.mail;

import org.jspecify.annotations.NullMarked;
