package dev.stagedoor.testkit.cloudflare;

/** The kinds of documents that a {@link Store} keeps. */
enum Shelf {
    INPUTS("inputs"),
    VIDEOS("videos"),
    UPLOADS("uploads"),
    KEYS("keys"),
    WATERMARKS("watermarks"),
    REPEATS("repeats"),
    DELIVERIES("deliveries"),
    DESTINATIONS("destinations"),
    POLICIES("policies"),
    MINUTES("minutes"),
    SETTINGS("settings");

    private final String key;

    Shelf(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
