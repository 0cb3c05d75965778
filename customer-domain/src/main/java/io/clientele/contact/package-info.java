/// E-mail addresses, phone numbers and postal codes in their normal forms; their types print masked.
/// Parsing answers with a value or with the reason, never with an exception.
@NullMarked
package io.clientele.contact;

import org.jspecify.annotations.NullMarked;
