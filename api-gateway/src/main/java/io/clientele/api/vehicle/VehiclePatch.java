package io.clientele.api.vehicle;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.vehicle.VehicleDraft;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A JSON merge patch (RFC 7396) of a vehicle, whose fields hold no objects: what the body names is set, null
/// clears it, the rest stays. A name that a vehicle does not have is refused like in any other body.
final class VehiclePatch implements UnaryOperator<VehicleDraft> {
    static final String MEDIA_TYPE = "application/merge-patch+json";

    private final JsonMapper json;
    private final ObjectNode patch;

    /// @throws ProblemException `MALFORMED_REQUEST` when the body is no JSON object
    VehiclePatch(JsonMapper json, JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "A JSON object is required as the body.");
        }
        this.json = json;
        this.patch = object;
    }

    @Override
    public VehicleDraft apply(VehicleDraft current) {
        ObjectNode merged = json.valueToTree(current);
        merged.setAll(patch);
        return json.treeToValue(merged, VehicleDraft.class);
    }
}
