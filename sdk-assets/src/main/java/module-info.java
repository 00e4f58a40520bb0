/** Keeps recordings and pictures as files, and serves replays from any asset store. */
module dev.stagedoor.assets {
    requires static transitive org.jspecify;
    requires transitive dev.stagedoor.core;
    requires java.desktop;
    requires org.slf4j;
    requires com.drew.metadata;
    requires com.twelvemonkeys.imageio.jpeg;
    requires com.twelvemonkeys.imageio.webp;

    exports dev.stagedoor.assets;
}
