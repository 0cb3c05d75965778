package io.clientele.api.customer;

import io.clientele.customer.CustomerDraft;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON merge patch (RFC 7396): null clears, what is absent stays, an array replaces the one that was there.
final class CustomerPatch {
    private final JsonMapper json;

    CustomerPatch(JsonMapper json) {
        // Jackson alone would append to arrays.
        this.json = json.rebuild()
                .withConfigOverride(ArrayNode.class, array -> array.setMergeable(false))
                .build();
    }

    /// @throws tools.jackson.core.JacksonException when the patch has an unknown field, or one of the wrong type
    CustomerDraft apply(CustomerDraft draft, ObjectNode patch) {
        ObjectNode current = json.valueToTree(draft);
        ObjectNode merged = json.readerForUpdating(current).readValue(patch);
        return json.treeToValue(merged, CustomerDraft.class);
    }
}
