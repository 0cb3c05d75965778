package io.clientele.api.vehicle;

import io.clientele.vehicle.VehicleView;
import java.net.URI;

/// Where a vehicle is, and which version of it an answer shows.
final class VehicleTag {
    private VehicleTag() {}

    /// The two views of one version are different texts, hence different tags.
    static String of(VehicleView view) {
        return switch (view) {
            case VehicleView.Full full -> "\"v" + full.version() + "\"";
            case VehicleView.Limited limited -> "\"v" + limited.version() + "-limited\"";
        };
    }

    static URI address(VehicleView.Full vehicle) {
        return URI.create("/api/customers/" + vehicle.customerId() + "/vehicles/" + vehicle.id());
    }
}
