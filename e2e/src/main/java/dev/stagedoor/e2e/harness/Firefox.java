package dev.stagedoor.e2e.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A headless Firefox with one tab, driven by the WebDriver BiDi protocol that it speaks itself.
 *
 * @see <a href="https://www.w3.org/TR/webdriver-bidi/">WebDriver BiDi</a>
 */
public final class Firefox implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("firefox-esr", "firefox");
    private static final Pattern LISTENING = Pattern.compile("WebDriver BiDi listening on (ws://\\S+)");
    private static final long PATIENCE_SECONDS = 40;
    private static final Map<String, String> PREFERENCES = new TreeMap<>(Map.ofEntries(
            Map.entry("media.navigator.streams.fake", "true"),
            Map.entry("media.navigator.permission.disabled", "true"),
            Map.entry("media.autoplay.default", "0"),
            Map.entry("media.peerconnection.ice.loopback", "true"),
            Map.entry("permissions.default.camera", "1"),
            Map.entry("permissions.default.microphone", "1"),
            Map.entry("media.gmp-manager.updateEnabled", "false"),
            Map.entry("app.update.disabledForTesting", "true"),
            Map.entry("browser.shell.checkDefaultBrowser", "false"),
            Map.entry("browser.startup.homepage", "\"about:blank\""),
            Map.entry("datareporting.policy.dataSubmissionEnabled", "false"),
            Map.entry("network.captive-portal-service.enabled", "false"),
            Map.entry("network.connectivity-service.enabled", "false"),
            Map.entry("remote.prefs.recommended", "true"),
            Map.entry("toolkit.telemetry.reportingpolicy.firstRun", "false")));

    private final Process process;
    private final BidiConnection connection;
    private final String tab;

    private Firefox(Process process, BidiConnection connection) {
        this.process = process;
        this.connection = connection;
        command("session.new", object().set("capabilities", object()));
        this.tab = command("browsingContext.getTree", object())
                .path("contexts")
                .path(0)
                .path("context")
                .asText();
    }

    /** Starts the Firefox found on the path with a fresh profile. */
    public static Firefox start() {
        Process process = launch(freshProfile());
        try {
            URI address = awaitAddress(process);
            return new Firefox(process, BidiConnection.open(address.resolve("/session")));
        } catch (RuntimeException | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Opens an address and waits until the page is loaded. */
    public void open(String address) {
        command(
                "browsingContext.navigate",
                object().put("context", tab).put("url", address).put("wait", "complete"));
    }

    /**
     * Runs an asynchronous function in the page.
     *
     * @param function JavaScript such as {@code async () => JSON.stringify(1)}; must answer with a text
     * @return the text as JSON
     */
    public JsonNode evaluate(String function) {
        ObjectNode parameters = object();
        parameters.put("expression", "(" + function + ")()").put("awaitPromise", true);
        parameters.set("target", object().put("context", tab));
        JsonNode answer = command("script.evaluate", parameters);
        if (!answer.path("type").asText().equals("success")) {
            throw new AssertionError(
                    "Firefox: " + answer.path("exceptionDetails").path("text").asText());
        }
        return parse(answer.path("result").path("value").asText("null"));
    }

    /** Runs a script in every page before the page's own. */
    public void beforeEachPage(String script) {
        command("script.addPreloadScript", object().put("functionDeclaration", "() => {" + script + "}"));
    }

    /** Keeps a picture of the page as build output. */
    public void screenshot(String name) {
        String data = command("browsingContext.captureScreenshot", object().put("context", tab))
                .path("data")
                .asText();
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            Files.write(
                    folder.resolve(name + ".png"), java.util.Base64.getDecoder().decode(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        connection.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode command(String method, JsonNode parameters) {
        try {
            JsonNode answer = connection.send(method, parameters).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!answer.path("type").asText().equals("success")) {
                throw new AssertionError("Firefox refused " + method + ": " + answer);
            }
            return answer.path("result");
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("Firefox did not answer " + method, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Process launch(Path profile) {
        ProcessBuilder builder = new ProcessBuilder(
                        executable().toString(),
                        "--headless",
                        "--no-remote",
                        "--profile",
                        profile.toString(),
                        "--remote-debugging-port",
                        Integer.toString(Ports.free()),
                        "about:blank")
                .redirectErrorStream(true);
        builder.environment().put("MOZ_DISABLE_CONTENT_SANDBOX", "1");
        builder.environment().put("HOME", profile.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI awaitAddress(Process process) {
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> readUntilTheEnd(process, address), "firefox-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return address.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("Firefox did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void readUntilTheEnd(Process process, CompletableFuture<URI> address) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                Matcher matcher = LISTENING.matcher(line);
                if (matcher.find()) {
                    address.complete(URI.create(matcher.group(1)));
                }
            }
        } catch (IOException ended) {
            said.append(ended);
        }
        address.completeExceptionally(new IOException("Firefox ended: " + said));
    }

    private static Path freshProfile() {
        try {
            Path profile = Files.createTempDirectory("stagedoor-firefox-");
            StringBuilder script = new StringBuilder();
            PREFERENCES.forEach((name, value) -> script.append("user_pref(\"")
                    .append(name)
                    .append("\", ")
                    .append(value)
                    .append(");\n"));
            Files.writeString(profile.resolve("user.js"), script);
            return profile;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path executable() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Firefox on the PATH; looked for " + NAMES));
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
