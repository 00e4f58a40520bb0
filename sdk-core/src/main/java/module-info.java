/**
 * The domain of Stagedoor: classes, seats, money, the gate, and the interfaces that adapters implement. Knows no database, network, file, thread or
 * system clock; {@link dev.stagedoor.core.StreamingPlatform} is the front door.
 */
module dev.stagedoor.core {
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports dev.stagedoor.core;
    exports dev.stagedoor.core.access;
    exports dev.stagedoor.core.accounts;
    exports dev.stagedoor.core.asset;
    exports dev.stagedoor.core.audience;
    exports dev.stagedoor.core.catalog;
    exports dev.stagedoor.core.enrollment;
    exports dev.stagedoor.core.event;
    exports dev.stagedoor.core.media;
    exports dev.stagedoor.core.notice;
    exports dev.stagedoor.core.recording;
    exports dev.stagedoor.core.retention;
    exports dev.stagedoor.core.session;
    exports dev.stagedoor.core.storage;
    exports dev.stagedoor.core.tokens;
}
