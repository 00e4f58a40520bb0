/** Cloudflare Stream: a typed client of its API, and the live-input and recording providers on it. */
module dev.stagedoor.cloudflare {
    requires static transitive org.jspecify;
    requires transitive dev.stagedoor.core;
    requires org.slf4j;

    exports dev.stagedoor.cloudflare;
}
