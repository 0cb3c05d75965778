/// Who is to be told of an event, bulk operations summed up, and the sink that writes notifications to PostgreSQL once.
/// The topology asks nobody; preferences are the sink's.
@NullMarked
package io.clientele.stream.notification;

import org.jspecify.annotations.NullMarked;
