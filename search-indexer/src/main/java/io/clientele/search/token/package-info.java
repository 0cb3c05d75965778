/// Phone numbers and e-mail addresses as sequences of keyed hashes: what stands in the index instead of them.
/// The same code makes the tokens of a document and of a question, so that they can't drift apart.
@NullMarked
package io.clientele.search.token;

import org.jspecify.annotations.NullMarked;
