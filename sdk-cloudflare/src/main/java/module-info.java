/** Cloudflare Stream: a typed client, and the live-input and recording providers on it. */
module dev.stagedoor.cloudflare {
    requires static transitive org.jspecify;
    requires transitive dev.stagedoor.core;
    requires transitive java.net.http;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports dev.stagedoor.cloudflare;
    exports dev.stagedoor.cloudflare.stream;
}
