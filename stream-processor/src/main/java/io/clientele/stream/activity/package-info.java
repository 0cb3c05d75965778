/// The activity log's side of the stream: which event is an activity, and the sink that writes activities to
/// PostgreSQL once.
@NullMarked
package io.clientele.stream.activity;

import org.jspecify.annotations.NullMarked;
