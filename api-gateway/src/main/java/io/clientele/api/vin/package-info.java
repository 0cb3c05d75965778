/// What a vehicle identification number says, before anything is stored.
@NullMarked
package io.clientele.api.vin;

import org.jspecify.annotations.NullMarked;
