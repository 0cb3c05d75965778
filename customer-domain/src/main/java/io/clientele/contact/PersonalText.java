package io.clientele.contact;

/// A text about a person (a name, an address line, a note): prints as `***`, so that no log line can hold it.
public record PersonalText(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
