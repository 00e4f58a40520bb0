/** Token providers: the ledger, and the client of an external HTTP token API. */
module dev.stagedoor.tokens {
    requires static transitive org.jspecify;
    requires transitive dev.stagedoor.core;
    requires transitive java.net.http;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports dev.stagedoor.tokens;
    exports dev.stagedoor.tokens.http;
}
