package io.clientele.launcher.demo;

/// How many customers of one import each store knows.
///
/// @param customers rows in PostgreSQL
/// @param events `customer.created` records on `customer.events`, repeats included
/// @param distinctEvents different event ids among them
/// @param activities rows in the activity log that the import caused
/// @param customersWithActivity different customers among them
/// @param documents searchable in OpenSearch
record Counts(
        long customers, long events, long distinctEvents, long activities, long customersWithActivity, long documents) {
    /// Whether every store knows exactly the accepted customers, each once.
    boolean agreeOn(long accepted) {
        return customers == accepted
                && events == accepted
                && distinctEvents == accepted
                && activities == accepted
                && customersWithActivity == accepted
                && documents == accepted;
    }
}
