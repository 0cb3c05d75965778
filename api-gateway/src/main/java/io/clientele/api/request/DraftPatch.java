package io.clientele.api.request;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON merge patch (RFC 7396) of a draft, whose fields hold no objects: what the patch names is set, null clears it, a
/// list takes the place of the one that was there, and the rest stays.
public final class DraftPatch {
    /// `application/json` is taken for it, too.
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private DraftPatch() {}

    /// @throws tools.jackson.core.JacksonException when the patch has an unknown field, or one of the wrong type
    public static <T> T apply(JsonMapper json, ObjectNode patch, T current, Class<T> type) {
        ObjectNode merged = json.valueToTree(current);
        merged.setAll(patch);
        return json.treeToValue(merged, type);
    }
}
