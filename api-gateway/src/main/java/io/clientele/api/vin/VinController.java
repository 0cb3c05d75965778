package io.clientele.api.vin;

import io.clientele.api.security.Allowed;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Role;
import io.clientele.vin.DecodedVin;
import io.clientele.vin.Vin;
import io.clientele.vin.VinDecoder;
import io.clientele.vin.VinReading;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `/api/vins/{vin}`: decodes a VIN, whosever it is; reads and stores nothing of a tenant.
@RestController
final class VinController {
    private final VinDecoder decoder;

    VinController(VinDecoder decoder) {
        this.decoder = decoder;
    }

    /// The answer does not repeat the number, nor does the refusal: its hint names positions.
    @GetMapping(path = "/api/vins/{vin}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    DecodedVin decode(@PathVariable String vin) {
        return switch (Vin.parse(vin)) {
            case VinReading.Read(Vin read) -> decoder.decode(read);
            case VinReading.Refused refused ->
                throw new ProblemException(
                        refused.code(),
                        refused.code().message(),
                        List.of(new FieldError("vin", refused.code(), refused.expected())));
        };
    }
}
