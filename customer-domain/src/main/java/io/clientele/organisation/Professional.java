package io.clientele.organisation;

import io.clientele.contact.EmailAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A service professional of a tenant: someone who can own customers.
///
/// @param name 1 to 200 characters, unique in the tenant
/// @param email for notifications, unique in the tenant; null where none was given. For admins only
/// @param status `active` or `inactive`; the token of an inactive one is refused
/// @param version 1 and up
public record Professional(UUID id, String name, @Nullable EmailAddress email, String status, long version) {}
