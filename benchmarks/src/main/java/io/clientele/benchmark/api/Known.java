package io.clientele.benchmark.api;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The customers of one target that can be asked for. Thread-safe.
final class Known {
    private final AtomicReferenceArray<@Nullable Customer> customers;

    Known(int size) {
        this.customers = new AtomicReferenceArray<>(size);
    }

    /// @param emailJson the member that its JSON must have
    record Customer(String id, String emailJson) {}

    int size() {
        return customers.length();
    }

    /// Remembers a customer, unless one is known by that number already.
    void add(int number, String id, int run) {
        customers.compareAndSet(number, null, new Customer(id, Draft.emailJson(run, number)));
    }

    Customer get(int number) {
        return Objects.requireNonNull(customers.get(number), "no customer was created yet");
    }
}
