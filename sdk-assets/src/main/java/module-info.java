/** Keeps recordings and pictures as files, and serves replays from any asset store. */
module dev.stagedoor.assets {
    requires static transitive org.jspecify;
    requires transitive dev.stagedoor.core;
    requires org.slf4j;

    exports dev.stagedoor.assets;
}
