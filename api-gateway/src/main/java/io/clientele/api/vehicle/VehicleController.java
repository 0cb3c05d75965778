package io.clientele.api.vehicle;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.clientele.api.request.DraftPatch;
import io.clientele.api.request.IfMatch;
import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import io.clientele.vehicle.SavedVehicle;
import io.clientele.vehicle.VehicleDraft;
import io.clientele.vehicle.VehicleUpdates;
import io.clientele.vehicle.VehicleView;
import io.clientele.vehicle.VehicleWarning;
import io.clientele.vehicle.Vehicles;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The vehicles of a customer.
@RestController
@RequestMapping(path = "/api/customers/{id}/vehicles", produces = MediaType.APPLICATION_JSON_VALUE)
final class VehicleController {
    private final Vehicles vehicles;
    private final VehicleUpdates updates;
    private final JsonMapper json;

    VehicleController(Vehicles vehicles, VehicleUpdates updates, JsonMapper json) {
        this.vehicles = vehicles;
        this.updates = updates;
        this.json = json;
    }

    record VehicleList(List<VehicleView> vehicles) {}

    /// @param warnings what a person should look at; the vehicle was saved all the same
    record Saved(@JsonUnwrapped VehicleView.Full vehicle, List<VehicleWarning> warnings) {
        static Saved of(SavedVehicle saved) {
            return new Saved(saved.vehicle(), saved.warnings());
        }
    }

    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    VehicleList list(Actor actor, @PathVariable UUID id) {
        return new VehicleList(vehicles.list(actor, id));
    }

    @PostMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Saved> create(
            Actor actor,
            @PathVariable UUID id,
            @RequestBody VehicleDraft draft,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        SavedVehicle saved = vehicles.create(actor, id, draft, requestId);
        return ResponseEntity.created(VehicleTag.address(saved.vehicle()))
                .eTag(VehicleTag.of(saved.vehicle()))
                .body(Saved.of(saved));
    }

    /// Spring answers 304 by itself where `If-None-Match` has the tag.
    @GetMapping("/{vid}")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<VehicleView> find(Actor actor, @PathVariable UUID id, @PathVariable UUID vid) {
        VehicleView found = vehicles.find(actor, id, vid);
        return ResponseEntity.ok().eTag(VehicleTag.of(found)).body(found);
    }

    /// Replaces the vehicle; fields that are left out are cleared, `is_primary` apart.
    @PutMapping("/{vid}")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Saved> replace(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID vid,
            IfMatch ifMatch,
            @RequestBody VehicleDraft draft,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        return answer(updates.change(actor, id, vid, ifMatch.version(), current -> draft, requestId));
    }

    /// Changes the fields that the body names (RFC 7396); null clears one.
    @PatchMapping(
            path = "/{vid}",
            consumes = {DraftPatch.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Saved> change(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID vid,
            IfMatch ifMatch,
            @RequestBody ObjectNode patch,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        return answer(updates.change(
                actor,
                id,
                vid,
                ifMatch.version(),
                draft -> DraftPatch.apply(json, patch, draft, VehicleDraft.class),
                requestId));
    }

    @DeleteMapping("/{vid}")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Void> remove(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID vid,
            IfMatch ifMatch,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        updates.remove(actor, id, vid, ifMatch.version(), requestId);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<Saved> answer(SavedVehicle saved) {
        return ResponseEntity.ok().eTag(VehicleTag.of(saved.vehicle())).body(Saved.of(saved));
    }
}
