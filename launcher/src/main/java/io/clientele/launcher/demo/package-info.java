/// The narrated demonstration: one file through the whole platform, then counts from every store side by side.
/// The counts are taken from PostgreSQL, Kafka and OpenSearch themselves, so that the check does not trust our own API.
@NullMarked
package io.clientele.launcher.demo;

import org.jspecify.annotations.NullMarked;
