package dev.stagedoor.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Everything an operator can set. Immutable; built by {@link #from(Map)} from variables, or by {@link #builder()} in code.
 * Both validate, and name the variable at fault.
 *
 * @param port TCP port of the HTTP server, 0 to 65535; 0 takes any free one
 * @param bindAddress address the HTTP server listens on; loopback only in demo mode
 * @param databaseUrl JDBC URL of H2 or PostgreSQL
 * @param dataDirectory where the embedded database and local files live
 * @param publicUrl the address people open, without a trailing slash; empty means {@code http://localhost:<port>}
 * @param mediaPort UDP (and TCP) port for all media, 0 to 65535; 0 takes any free one
 * @param mediaAdvertisedAddress address put into ICE candidates; empty means the server's own choice
 * @param demo whether demo mode is on
 * @param clockOffset how much later than the real clock the server lives; demo mode only
 * @param devicesPerSeat how many sessions may watch on one seat at once, 1 to 100
 * @param instructorAccessToken the instructor area's second secret; empty means the area stays closed
 * @param instructors e-mail addresses in lower case whose accounts become instructors when they sign up or in
 * @param buyTokensUrl where people get tokens; empty means they are told to ask
 * @param cronSecret bearer secret of {@code /api/cron}; empty means those routes stay closed
 * @param tokensApi where wallets are when somebody else keeps them; empty for our own ledger
 * @param cloudflare the account that serves media; empty for the embedded media server, and where Cloudflare is emulated
 * @param emulatorPort TCP port of the local Cloudflare, 0 to 65535; empty unless Cloudflare is emulated; demo mode only
 * @param recording whether and how classes are recorded and kept
 * @param passwordCost log2 of bcrypt's rounds
 * @param shutdownGrace how long a stopping server waits for requests under way
 */
public record ServerConfig(
        int port,
        String bindAddress,
        String databaseUrl,
        Path dataDirectory,
        Optional<URI> publicUrl,
        int mediaPort,
        Optional<String> mediaAdvertisedAddress,
        boolean demo,
        ClockOffset clockOffset,
        int devicesPerSeat,
        Optional<String> instructorAccessToken,
        Set<String> instructors,
        Optional<URI> buyTokensUrl,
        Optional<String> cronSecret,
        Optional<TokensApi> tokensApi,
        Optional<CloudflareSettings> cloudflare,
        OptionalInt emulatorPort,
        RecordingSettings recording,
        int passwordCost,
        Duration shutdownGrace) {

    /**
     * Reads the variables of the HTTP contract.
     *
     * @param variables name to value, environment already laid over the file
     * @throws ConfigException naming every variable that is unknown, malformed or not supported
     */
    public static ServerConfig from(Map<String, String> variables) {
        return new ConfigReader(variables).read();
    }

    /** A configuration made in code, with the defaults of the environment. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether people reach the server by https, so that cookies may be marked Secure. */
    public boolean secure() {
        return publicUrl.map(url -> "https".equals(url.getScheme())).orElse(false);
    }

    /** Whether classes are served by Cloudflare, or by the local one. */
    public boolean hosted() {
        return cloudflare.isPresent() || emulatorPort.isPresent();
    }

    /** Secrets never leave through a log line. */
    @Override
    public String toString() {
        return "ServerConfig[port=" + port + ", bindAddress=" + bindAddress + ", demo=" + demo + ", dataDirectory="
                + dataDirectory + ", publicUrl=" + publicUrl + ", mediaPort=" + mediaPort + "]";
    }

    /** Collects variables by their documented names; {@link #build()} validates them together. */
    public static final class Builder {

        private final Map<String, String> variables = new java.util.LinkedHashMap<>();
        private int passwordCost = 10;
        private Duration shutdownGrace = Duration.ofSeconds(10);

        private Builder() {}

        /** Sets one variable of the HTTP contract, such as {@code STAGEDOOR_PORT}. */
        public Builder variable(String name, String value) {
            variables.put(name, value);
            return this;
        }

        /** Port of the HTTP server, 0 to 65535; 0 takes any free one. */
        public Builder port(int port) {
            return variable("STAGEDOOR_PORT", Integer.toString(port));
        }

        /** Port of all media, 0 to 65535; 0 takes any free one. */
        public Builder mediaPort(int port) {
            return variable("STAGEDOOR_MEDIA_PORT", Integer.toString(port));
        }

        /** Whether demo mode is on. */
        public Builder demo(boolean demo) {
            return variable("STAGEDOOR_DEMO", Boolean.toString(demo));
        }

        /** Directory of the embedded database and of local files. */
        public Builder dataDirectory(Path directory) {
            return variable("STAGEDOOR_DATA_DIR", directory.toString());
        }

        /** bcrypt cost (log2 of the rounds), 4 to 16; 10 unless told. */
        public Builder passwordCost(int cost) {
            if (cost < 4 || cost > 16) {
                throw new IllegalArgumentException("passwordCost must be 4 to 16, was " + cost);
            }
            this.passwordCost = cost;
            return this;
        }

        /** How long a stopping server waits for requests under way; 10 s unless told. */
        public Builder shutdownGrace(Duration grace) {
            if (grace.isNegative() || grace.compareTo(Duration.ofMinutes(5)) > 0) {
                throw new IllegalArgumentException("shutdownGrace must be 0 to 5 minutes, was " + grace);
            }
            this.shutdownGrace = grace;
            return this;
        }

        /**
         * The validated configuration.
         *
         * @throws ConfigException naming every variable at fault
         */
        public ServerConfig build() {
            return new ConfigReader(variables)
                    .withPasswordCost(passwordCost)
                    .withShutdownGrace(shutdownGrace)
                    .read();
        }
    }
}
