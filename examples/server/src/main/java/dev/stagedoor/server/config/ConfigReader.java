package dev.stagedoor.server.config;

import dev.stagedoor.core.catalog.CatalogAccessPolicy;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns variables into a {@link ServerConfig}, collecting every complaint before it gives up. */
final class ConfigReader {

    static final String DEMO_INSTRUCTOR_TOKEN = "instructor-demo";
    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_MEDIA_PORT = 8189;
    private static final int DEFAULT_EMULATOR_PORT = 8788;
    private static final int SHORTEST_SECRET = 16;

    private static final Set<String> SUPPORTED = Set.of(
            "STAGEDOOR_PORT",
            "STAGEDOOR_BIND_ADDRESS",
            "STAGEDOOR_DATABASE_URL",
            "STAGEDOOR_DATA_DIR",
            "STAGEDOOR_PUBLIC_URL",
            "STAGEDOOR_MEDIA_PORT",
            "STAGEDOOR_MEDIA_ADVERTISED_ADDRESS",
            "STAGEDOOR_DEMO",
            "STAGEDOOR_DEVICES_PER_SEAT",
            "STAGEDOOR_CLOCK_OFFSET",
            "STAGEDOOR_CONFIG",
            "STAGEDOOR_INSTRUCTORS",
            "STAGEDOOR_BUY_TOKENS_URL",
            "STAGEDOOR_RECORD",
            "STAGEDOOR_NODE",
            "STAGEDOOR_POPULAR_SEATS",
            "STAGEDOOR_POPULAR_WATCHED_PERCENT",
            "STAGEDOOR_CATALOG_ACCESS",
            "STAGEDOOR_SWEEP_PAUSE",
            "S3_ENDPOINT",
            "S3_REGION",
            "S3_BUCKET",
            "S3_PREFIX",
            "S3_ACCESS_KEY",
            "S3_SECRET_KEY",
            "INSTRUCTOR_ACCESS_TOKEN",
            "CRON_SECRET",
            "CLOUDFLARE_ACCOUNT_ID",
            "CLOUDFLARE_API_TOKEN",
            "CLOUDFLARE_STREAM_CUSTOMER_CODE",
            "CLOUDFLARE_STREAM_SIGNING_KEY_ID",
            "CLOUDFLARE_STREAM_SIGNING_KEY",
            "CLOUDFLARE_BASE_URL",
            "CLOUDFLARE_WEBHOOK_SECRET",
            "CLOUDFLARE_NOTIFICATION_SECRET",
            "STAGEDOOR_EMULATE_CLOUDFLARE",
            "STAGEDOOR_EMULATOR_PORT",
            "TOKENS_API_URL",
            "TOKENS_API_KEY",
            "TOKENS_API_HONOURS_KEY",
            "TOKENS_API_BALANCE_PATH",
            "TOKENS_API_DEDUCT_PATH",
            "TOKENS_API_REFUND_PATH",
            "TOKENS_API_LOOKUP_PATH",
            "TOKENS_API_USER_HEADER");

    private static final Map<String, String> NOT_YET = new TreeMap<>(Map.ofEntries(
            Map.entry("OIDC_ISSUER", "sign-in by OpenID Connect"),
            Map.entry("OIDC_AUDIENCE", "sign-in by OpenID Connect"),
            Map.entry("SMTP_URL", "e-mail"),
            Map.entry("MAIL_FROM", "e-mail")));

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();
    private int passwordCost = 10;
    private Duration shutdownGrace = Duration.ofSeconds(10);

    ConfigReader(Map<String, String> variables) {
        this.variables = variables;
    }

    ConfigReader withPasswordCost(int cost) {
        this.passwordCost = cost;
        return this;
    }

    ConfigReader withShutdownGrace(Duration grace) {
        this.shutdownGrace = grace;
        return this;
    }

    ServerConfig read() {
        refuseWhatIsUnknown();
        boolean demo = flag("STAGEDOOR_DEMO", false);
        Path directory = directory();
        ServerConfig config = new ServerConfig(
                port("STAGEDOOR_PORT", DEFAULT_PORT),
                bindAddress(demo),
                databaseUrl(directory),
                directory,
                publicUrl(demo),
                port("STAGEDOOR_MEDIA_PORT", DEFAULT_MEDIA_PORT),
                advertisedAddress(demo),
                demo,
                clockOffset(demo),
                number("STAGEDOOR_DEVICES_PER_SEAT", 3, 1, 100),
                instructorToken(demo),
                instructors(),
                buyTokensUrl(),
                secret("CRON_SECRET"),
                tokensApi(),
                CloudflareReader.read(this, problems),
                emulatorPort(demo),
                recording(demo),
                passwordCost,
                shutdownGrace);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return config;
    }

    static boolean knows(String name) {
        return SUPPORTED.contains(name) || NOT_YET.containsKey(name);
    }

    private void refuseWhatIsUnknown() {
        for (String name : variables.keySet()) {
            if (!knows(name)) {
                problems.add(name + " is not a variable Stagedoor knows. Known are: "
                        + String.join(", ", new TreeSet<>(SUPPORTED)) + ".");
            } else if (NOT_YET.containsKey(name) && !isOff(value(name))) {
                problems.add(name + " is set, but this version does not support " + NOT_YET.get(name)
                        + " yet. Unset it to start.");
            }
        }
    }

    private static boolean isOff(String value) {
        return value.isEmpty() || value.equals("false");
    }

    String value(String name) {
        @Nullable String value = variables.get(name);
        return value == null ? "" : value.strip();
    }

    private OptionalInt emulatorPort(boolean demo) {
        if (!flag("STAGEDOOR_EMULATE_CLOUDFLARE", false)) {
            return OptionalInt.empty();
        }
        if (!demo) {
            problems.add("STAGEDOOR_EMULATE_CLOUDFLARE is for demo mode only. Unset it, or set STAGEDOOR_DEMO=true.");
        }
        if (!value("CLOUDFLARE_ACCOUNT_ID").isEmpty()
                || !value("CLOUDFLARE_API_TOKEN").isEmpty()) {
            problems.add("STAGEDOOR_EMULATE_CLOUDFLARE and CLOUDFLARE_ACCOUNT_ID exclude each other: unset one.");
        }
        return OptionalInt.of(port("STAGEDOOR_EMULATOR_PORT", DEFAULT_EMULATOR_PORT));
    }

    private boolean flag(String name, boolean otherwise) {
        String value = value(name).toLowerCase(Locale.ROOT);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        problems.add(name + " must be true or false, was \"" + value + "\".");
        return otherwise;
    }

    /** In demo mode one seat is enough, so that a newcomer sees a class reach the catalog. */
    private RecordingSettings recording(boolean demo) {
        String node = value("STAGEDOOR_NODE");
        if (node.length() > 100) {
            problems.add("STAGEDOOR_NODE must have at most 100 characters, had " + node.length() + ".");
        }
        return new RecordingSettings(
                flag("STAGEDOOR_RECORD", true),
                node.isEmpty() ? "main" : node,
                number("STAGEDOOR_POPULAR_SEATS", demo ? 1 : 5, 0, 1_000_000),
                number("STAGEDOOR_POPULAR_WATCHED_PERCENT", demo ? 0 : 25, 0, 100),
                sweepPause(demo),
                s3(),
                catalogAccess());
    }

    private Duration sweepPause(boolean demo) {
        String value = value("STAGEDOOR_SWEEP_PAUSE");
        Duration otherwise = demo ? Duration.ofMinutes(1) : Duration.ofHours(1);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            Duration pause = Duration.parse(value);
            if (pause.compareTo(Duration.ofSeconds(10)) >= 0 && pause.compareTo(Duration.ofDays(1)) <= 0) {
                return pause;
            }
        } catch (DateTimeParseException unreadable) {
            // told below
        }
        problems.add("STAGEDOOR_SWEEP_PAUSE must be an ISO duration from PT10S to P1D, such as PT1H, was \"" + value
                + "\".");
        return otherwise;
    }

    private Optional<S3Settings> s3() {
        List<String> needed = List.of("S3_REGION", "S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY");
        List<String> missing =
                needed.stream().filter(name -> value(name).isEmpty()).toList();
        boolean wanted = missing.size() < needed.size() || !value("S3_ENDPOINT").isEmpty();
        if (!wanted) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            problems.add(
                    "Recordings go to S3 when S3_REGION, S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY are set together; missing: "
                            + String.join(", ", missing) + ".");
            return Optional.empty();
        }
        return Optional.of(new S3Settings(
                s3Endpoint(),
                value("S3_REGION"),
                value("S3_BUCKET"),
                value("S3_PREFIX"),
                value("S3_ACCESS_KEY"),
                value("S3_SECRET_KEY")));
    }

    private Optional<URI> s3Endpoint() {
        String value = value("S3_ENDPOINT");
        @Nullable URI url = value.isEmpty() ? null : httpUrl(value);
        if (!value.isEmpty() && url == null) {
            problems.add("S3_ENDPOINT must be an http or https address, was \"" + value + "\".");
        }
        return Optional.ofNullable(url);
    }

    private CatalogAccessPolicy catalogAccess() {
        String value =
                value("STAGEDOOR_CATALOG_ACCESS").toUpperCase(Locale.ROOT).replace('-', '_');
        if (value.isEmpty()) {
            return CatalogAccessPolicy.SEAT_HOLDERS;
        }
        try {
            return CatalogAccessPolicy.valueOf(value);
        } catch (IllegalArgumentException unknown) {
            problems.add("STAGEDOOR_CATALOG_ACCESS must be seat-holders, members or everybody, was \""
                    + value("STAGEDOOR_CATALOG_ACCESS") + "\".");
            return CatalogAccessPolicy.SEAT_HOLDERS;
        }
    }

    private int port(String name, int otherwise) {
        return number(name, otherwise, 0, 65_535);
    }

    private int number(String name, int otherwise, int least, int most) {
        String value = value(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, in the same words as a number out of range
        }
        problems.add(name + " must be a whole number from " + least + " to " + most + ", was \"" + value + "\".");
        return otherwise;
    }

    private Path directory() {
        String value = value("STAGEDOOR_DATA_DIR");
        try {
            return Path.of(value.isEmpty() ? "data" : value).toAbsolutePath().normalize();
        } catch (InvalidPathException unusable) {
            problems.add("STAGEDOOR_DATA_DIR must be a directory path: " + unusable.getReason() + ".");
            return Path.of("data").toAbsolutePath();
        }
    }

    private String databaseUrl(Path directory) {
        String value = value("STAGEDOOR_DATABASE_URL");
        if (value.isEmpty()) {
            return "jdbc:h2:file:" + directory.resolve("stagedoor");
        }
        if (!value.startsWith("jdbc:h2:") && !value.startsWith("jdbc:postgresql:")) {
            problems.add("STAGEDOOR_DATABASE_URL must start with jdbc:h2: or jdbc:postgresql:.");
        }
        return value;
    }

    private String bindAddress(boolean demo) {
        String value = value("STAGEDOOR_BIND_ADDRESS");
        if (demo) {
            if (!value.isEmpty() && !isLoopback(value)) {
                problems.add(
                        "STAGEDOOR_BIND_ADDRESS must be a loopback address in demo mode (its passwords are public), "
                                + "was \"" + value + "\".");
            }
            return value.isEmpty() ? "127.0.0.1" : value;
        }
        return value.isEmpty() ? "0.0.0.0" : value;
    }

    private Optional<URI> publicUrl(boolean demo) {
        String value = value("STAGEDOOR_PUBLIC_URL");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        @Nullable URI url = httpUrl(value);
        if (url == null) {
            problems.add(
                    "STAGEDOOR_PUBLIC_URL must be an address such as https://classes.example.com with no path, was \""
                            + value + "\".");
            return Optional.empty();
        }
        if (demo && !isLoopback(url.getHost())) {
            problems.add(
                    "STAGEDOOR_PUBLIC_URL must be a loopback address in demo mode (its passwords are public), was \""
                            + value + "\". Set STAGEDOOR_DEMO=false to serve other machines.");
        }
        return Optional.of(url);
    }

    private Optional<URI> buyTokensUrl() {
        String value = value("STAGEDOOR_BUY_TOKENS_URL");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = URI.create(value);
            if (isHttp(url) && url.getRawUserInfo() == null) {
                return Optional.of(url);
            }
        } catch (IllegalArgumentException malformed) {
            // answered below, in the same words as another scheme
        }
        problems.add("STAGEDOOR_BUY_TOKENS_URL must be an address such as https://shop.example.com/tokens, was \""
                + value + "\".");
        return Optional.empty();
    }

    private static boolean isHttp(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
    }

    private static @Nullable URI httpUrl(String value) {
        try {
            URI url = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            boolean bare = url.getRawPath() == null || url.getRawPath().isEmpty();
            boolean plain = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
            return isHttp(url) && bare && plain ? url : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private Optional<String> advertisedAddress(boolean demo) {
        String value = value("STAGEDOOR_MEDIA_ADVERTISED_ADDRESS");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!looksLikeAddress(value)) {
            problems.add("STAGEDOOR_MEDIA_ADVERTISED_ADDRESS must be an IP address, was \"" + value + "\".");
            return Optional.empty();
        }
        if (demo && !isLoopback(value)) {
            problems.add("STAGEDOOR_MEDIA_ADVERTISED_ADDRESS must be a loopback address in demo mode, was \"" + value
                    + "\".");
        }
        return Optional.of(value);
    }

    private ClockOffset clockOffset(boolean demo) {
        String value = value("STAGEDOOR_CLOCK_OFFSET");
        if (value.isEmpty()) {
            return ClockOffset.NONE;
        }
        if (!demo) {
            problems.add("STAGEDOOR_CLOCK_OFFSET is for demo mode only. Unset it, or set STAGEDOOR_DEMO=true.");
            return ClockOffset.NONE;
        }
        try {
            return ClockOffset.parse(value);
        } catch (IllegalArgumentException malformed) {
            problems.add("STAGEDOOR_CLOCK_OFFSET " + malformed.getMessage() + ", was \"" + value + "\".");
            return ClockOffset.NONE;
        }
    }

    private Optional<String> instructorToken(boolean demo) {
        if (value("INSTRUCTOR_ACCESS_TOKEN").isEmpty() && demo) {
            return Optional.of(DEMO_INSTRUCTOR_TOKEN);
        }
        return demo ? Optional.of(value("INSTRUCTOR_ACCESS_TOKEN")) : secret("INSTRUCTOR_ACCESS_TOKEN");
    }

    private Set<String> instructors() {
        Set<String> addresses = new TreeSet<>();
        for (String part : value("STAGEDOOR_INSTRUCTORS").split(",", -1)) {
            String address = part.strip().toLowerCase(Locale.ROOT);
            if (address.contains("@")) {
                addresses.add(address);
            } else if (!address.isEmpty()) {
                problems.add(
                        "STAGEDOOR_INSTRUCTORS must be e-mail addresses with commas between, was \"" + part + "\".");
            }
        }
        return addresses;
    }

    private Optional<String> secret(String name) {
        String value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.length() < SHORTEST_SECRET) {
            problems.add(name + " must have at least " + SHORTEST_SECRET + " characters.");
        }
        return Optional.of(value);
    }

    private Optional<TokensApi> tokensApi() {
        String key = value("TOKENS_API_KEY");
        if (value("TOKENS_API_URL").isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        Optional<URI> url = tokensUrl();
        if (key.isEmpty() || key.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
            problems.add("TOKENS_API_KEY must be visible ASCII characters; it goes with TOKENS_API_URL.");
        }
        String user = value("TOKENS_API_USER_HEADER");
        boolean honoursKey = flag("TOKENS_API_HONOURS_KEY", false);
        return url.map(address -> new TokensApi(
                address,
                key,
                honoursKey,
                tokensPath("TOKENS_API_BALANCE_PATH", ""),
                tokensPath("TOKENS_API_DEDUCT_PATH", ""),
                tokensPath("TOKENS_API_REFUND_PATH", ""),
                tokensPath("TOKENS_API_LOOKUP_PATH", "{key}"),
                user.matches("[A-Za-z0-9-]{1,100}") ? user : "X-User-Id"));
    }

    private Optional<URI> tokensUrl() {
        String value = value("TOKENS_API_URL");
        try {
            URI url = URI.create(value);
            boolean plain = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
            boolean safe = "https".equals(url.getScheme())
                    || "http".equals(url.getScheme()) && url.getHost() != null && isLoopback(url.getHost());
            if (url.getHost() != null && plain && safe) {
                return Optional.of(url);
            }
        } catch (IllegalArgumentException malformed) {
            // answered below, in the same words as an address that cannot be meant
        }
        problems.add("TOKENS_API_URL must be an https address (http on loopback) without user, query and fragment.");
        return Optional.empty();
    }

    private Optional<String> tokensPath(String name, String needed) {
        String value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.startsWith("/") || value.startsWith("//") || !value.contains(needed)) {
            problems.add(name + " must be a path that starts with /" + (needed.isEmpty() ? "" : " and holds " + needed)
                    + ", was \"" + value + "\".");
        }
        return Optional.of(value);
    }

    private static boolean looksLikeAddress(String value) {
        return value.matches("(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}")
                || (value.contains(":") && value.matches("[0-9a-fA-F:.]{2,45}"));
    }

    static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return looksLikeAddress(bare) && InetAddress.getByName(bare).isLoopbackAddress();
        } catch (UnknownHostException malformed) {
            return false;
        }
    }
}
