package dev.stagedoor.architecture;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A module of the reactor: its folder, its package root and the modules it may know. */
enum Module {
    CORE("sdk-core", "core"),
    JDBC("sdk-jdbc", "jdbc", "core"),
    TOKENS("sdk-tokens", "tokens", "core"),
    RTC("sdk-rtc", "rtc"),
    WEBRTC("sdk-webrtc", "webrtc", "rtc"),
    MEDIA_SERVER("sdk-media-server", "mediaserver", "core", "rtc"),
    RECORDER("sdk-recorder", "recorder", "rtc", "webrtc"),
    ASSETS("sdk-assets", "assets", "core"),
    S3("sdk-s3", "s3", "core"),
    CLOUDFLARE("sdk-cloudflare", "cloudflare", "core"),
    TESTKIT("sdk-testkit", "testkit", "core", "tokens", "rtc", "webrtc", "mediaserver", "recorder"),
    SERVER(
            "examples/server",
            "server",
            "core",
            "jdbc",
            "tokens",
            "rtc",
            "webrtc",
            "mediaserver",
            "recorder",
            "assets",
            "s3",
            "cloudflare",
            "testkit");

    private final String folder;
    private final String room;
    private final Set<String> mayKnow;

    Module(String folder, String room, String... mayKnow) {
        this.folder = folder;
        this.room = room;
        this.mayKnow = Set.of(mayKnow);
    }

    String folder() {
        return folder;
    }

    String packageRoot() {
        return "dev.stagedoor." + room;
    }

    boolean shipped() {
        return folder.startsWith("sdk-");
    }

    boolean mayKnow(Module other) {
        return this == other || mayKnow.contains(other.room);
    }

    static Optional<Module> ofPackage(String packageName) {
        return Arrays.stream(values())
                .filter(module -> (packageName + ".").startsWith(module.packageRoot() + "."))
                .findFirst();
    }
}
