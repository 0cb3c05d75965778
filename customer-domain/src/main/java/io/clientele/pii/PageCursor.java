package io.clientele.pii;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.util.Base64;
import java.util.List;

/// Positions in lists, as callers get them: sealed with the tenant's key and bound to the list, so that nothing can be
/// read from one and only what was given out is taken back.
public final class PageCursor {
    private static final String SEPARATOR = "\0";
    private static final String WHAT = "page cursor of ";

    private PageCursor() {}

    /// @param list names the list and its order
    /// @param position the sort key of the last row of a page, unique in the list
    public static String seal(TenantCipher cipher, String list, String... position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cipher.encrypt(WHAT + list, String.join(SEPARATOR, position)));
    }

    /// The position again.
    ///
    /// @param parts how many values it has
    /// @throws ProblemException `MALFORMED_REQUEST` for what is no cursor of this tenant and list
    public static List<String> open(TenantCipher cipher, String list, String cursor, int parts) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cursor);
            List<String> position = List.of(cipher.decrypt(WHAT + list, sealed).split(SEPARATOR, -1));
            if (position.size() == parts) {
                return position;
            }
        } catch (IllegalArgumentException | IllegalStateException foreign) {
            // told below, like one of another length
        }
        throw new ProblemException(
                ProblemCode.MALFORMED_REQUEST, "The cursor is not one that this list gave out in this order.");
    }
}
