package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.tokens.TransferId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Short names for ids, the same in the platform's world and in the model's. */
final class Names {
    private final Map<UUID, String> names = new LinkedHashMap<>();
    private final Map<String, UUID> ids = new LinkedHashMap<>();
    private final RandomGenerator random;

    Names(RandomGenerator random) {
        this.random = random;
    }

    void add(String name, UUID id) {
        names.put(id, name);
        ids.put(name, id);
    }

    String next(String prefix) {
        String name = prefix
                + ids.keySet().stream().filter(it -> it.startsWith(prefix)).count();
        add(name, new UUID(random.nextLong(), random.nextLong()));
        return name;
    }

    String of(UUID id) {
        return names.getOrDefault(id, "stranger " + id);
    }

    UUID id(String name) {
        UUID id = ids.get(name);
        if (id == null) {
            throw new IllegalArgumentException("nobody is called " + name);
        }
        return id;
    }

    UserId user(String name) {
        return new UserId(id(name));
    }

    StreamId stream(String name) {
        return new StreamId(id(name));
    }

    EnrollmentId enrollment(String name) {
        return new EnrollmentId(id(name));
    }

    TransferId transfer(String name) {
        return new TransferId(id(name));
    }
}
