/** For tests: contract suites, a virtual clock, in-memory adapters, fault injection. */
module dev.stagedoor.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.stagedoor.core;
    requires transitive dev.stagedoor.tokens;
    requires transitive dev.stagedoor.mediaserver;
    requires transitive dev.stagedoor.webrtc;
    requires dev.stagedoor.recorder;
    requires java.net.http;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires transitive java.sql;
    requires com.fasterxml.jackson.databind;
    requires jdk.httpserver;
    requires org.slf4j;

    exports dev.stagedoor.testkit;
    exports dev.stagedoor.testkit.cloudflare;
    exports dev.stagedoor.testkit.fault;
    exports dev.stagedoor.testkit.media;
    exports dev.stagedoor.testkit.simulation;
    exports dev.stagedoor.testkit.tokens;
}
