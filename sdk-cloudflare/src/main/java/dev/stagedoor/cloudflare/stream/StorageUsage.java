package dev.stagedoor.cloudflare.stream;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What videos take up, in minutes of their duration.
 *
 * @param creator whose videos; empty: all
 * @param totalStorageMinutes taken up
 * @param totalStorageMinutesLimit paid for
 * @param videoCount how many videos
 */
public record StorageUsage(
        Optional<String> creator,
        double totalStorageMinutes,
        OptionalDouble totalStorageMinutesLimit,
        OptionalLong videoCount) {

    static StorageUsage read(Fields fields) {
        return new StorageUsage(
                fields.text("creator"),
                fields.number("totalStorageMinutes").orElse(0),
                fields.number("totalStorageMinutesLimit"),
                fields.whole("videoCount"));
    }
}
