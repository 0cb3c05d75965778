package io.clientele.contact;

import io.clientele.problem.ProblemCode;

/// The outcome of reading a text: a value, or the reason why not.
public sealed interface Parsed<T> {
    /// The text is good; `value` is its normal form.
    record Valid<T>(T value) implements Parsed<T> {}

    /// The text is not; `code` says why.
    record Invalid<T>(ProblemCode code) implements Parsed<T> {}
}
