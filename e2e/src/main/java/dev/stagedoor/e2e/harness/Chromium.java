package dev.stagedoor.e2e.harness;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A headless Chromium with a fake camera and a microphone that hears a steady tone. Each visitor is an isolated
 * profile.
 *
 * <p>Use from the thread that started it only, as Playwright demands.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts the Chromium found on the path. */
    public static Chromium start() {
        List<String> flags = new ArrayList<>(List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--autoplay-policy=no-user-gesture-required",
                "--disable-background-timer-throttling",
                "--disable-backgrounding-occluded-windows",
                "--disable-renderer-backgrounding"));
        flags.add("--use-file-for-fake-audio-capture=" + Tone.file());
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(flags));
        return new Chromium(playwright, browser);
    }

    /** The browser's version, for tables and logs. */
    public String version() {
        return "Chromium " + browser.version();
    }

    /** The browser itself, for what this class does not cover. */
    public Browser browser() {
        return browser;
    }

    /** A new isolated profile at the given server. */
    public Visitor visitor(String name, ServerProcess server) {
        return visitor(name, server.address());
    }

    /** A new isolated profile at the given server. */
    public Visitor visitor(String name, URI server) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Paris"));
        context.setDefaultTimeout(Visitor.PATIENCE.toMillis());
        return Visitor.enter(name, context, server);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path executable() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium on the PATH; looked for " + NAMES));
    }
}
