/// What other systems report of inquiries and referrals, into the database: an activity of each, and the first owner
/// of a customer who has none. One transaction takes or refuses a report wholly.
@NullMarked
package io.clientele.stream.assignment;

import org.jspecify.annotations.NullMarked;
