/// Notifications: what professionals are told of, how each wants to be told, their inbox, and the mails that wait.
/// Rows hold ids and facts only; who reads them resolves names under the reader's access.
@NullMarked
package io.clientele.notification;

import org.jspecify.annotations.NullMarked;
