package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** How many minutes are stored, and what happens when they are used up. Called under the account's lock. */
final class StorageLimit {
    private static final double MINUTE = 60;

    private final Videos videos;
    private final int limit;

    StorageLimit(Videos videos, int limit) {
        this.videos = videos;
        this.limit = limit;
    }

    ObjectNode usage(Optional<String> creator) {
        List<ObjectNode> counted = videos.all().stream()
                .filter(it -> creator.map(who -> who.equals(it.path("creator").asText()))
                        .orElse(true))
                .toList();
        ObjectNode usage = Store.JSON.createObjectNode();
        creator.ifPresent(who -> usage.put("creator", who));
        return usage.put("totalStorageMinutes", minutes(counted))
                .put("totalStorageMinutesLimit", limit)
                .put("videoCount", counted.size());
    }

    private double minutes(List<ObjectNode> counted) {
        return counted.stream()
                        .mapToDouble(it -> Math.max(0, videos.seconds(it)))
                        .sum()
                / MINUTE;
    }

    void refuseWhenFull() {
        if (minutes(videos.all()) >= limit) {
            throw new Refusal(413, Refusal.QUOTA, "Storage capacity exceeded.");
        }
    }
}
