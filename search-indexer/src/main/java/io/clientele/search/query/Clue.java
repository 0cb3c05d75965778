package io.clientele.search.query;

import java.util.List;

/// One thing that a person said about whom they look for.
sealed interface Clue {
    /// Names, tags, makes and models, in any order.
    ///
    /// @param list at least one word
    record Words(List<String> list) implements Clue {
        public Words {
            list = List.copyOf(list);
        }
    }

    /// Numbers that stand together: the parts of one phone number, or several facts such as a year and an area code.
    ///
    /// @param list runs of 0 to 9, at least one
    record Numbers(List<String> list) implements Clue {
        public Numbers {
            list = List.copyOf(list);
        }

        String joined() {
            return String.join("", list);
        }
    }

    /// A whole address, `jane@example.com`.
    record Email(String address) implements Clue {}

    /// What stands before the @, `jane@`.
    record EmailLocal(String local) implements Clue {}

    /// What stands behind the @, whole or one label, `@example.com` or `@example`.
    record EmailDomain(String domain) implements Clue {}

    /// A local part with the beginning of a domain, `jane@example`.
    record EmailParts(String local, String domain) implements Clue {}

    /// How many words it counts for.
    default int words() {
        return switch (this) {
            case Words(List<String> list) -> list.size();
            case Numbers(List<String> list) -> list.size();
            case Email _, EmailLocal _, EmailDomain _, EmailParts _ -> 1;
        };
    }
}
