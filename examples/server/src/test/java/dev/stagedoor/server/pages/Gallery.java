package dev.stagedoor.server.pages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stagedoor.server.pages.SamplePages.Sample;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.resolve.DirectoryCodeResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Serves every sample page on loopback, straight from the sources, so that a change of a template or a style sheet is seen
 * by reloading. Run it from {@code examples/server} with a port.
 */
final class Gallery {
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    private Gallery() {}

    public static void main(String[] arguments) throws IOException {
        Path sources = Path.of(arguments[1]);
        TemplateEngine engine = TemplateEngine.create(
                new DirectoryCodeResolver(sources.resolve("jte")), Path.of(arguments[2]), ContentType.Html);
        engine.setTrimControlStructures(true);
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
        server.createContext("/", exchange -> page(exchange, engine));
        server.createContext("/assets/", exchange -> asset(exchange, sources.resolve("resources/public")));
        server.start();
    }

    private static void page(HttpExchange exchange, TemplateEngine engine) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        Sample sample = new SamplePages("/assets").all().get(name);
        if (sample == null) {
            answer(
                    exchange,
                    404,
                    "text/plain",
                    String.join("\n", new SamplePages("").all().keySet()));
            return;
        }
        StringOutput html = new StringOutput();
        try {
            engine.render(sample.template(), sample.page(), html);
            answer(exchange, 200, "text/html; charset=utf-8", html.toString());
        } catch (RuntimeException wrong) {
            answer(exchange, 500, "text/plain", wrong.toString());
        }
    }

    private static void asset(HttpExchange exchange, Path root) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/assets/".length());
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root) || !Files.isRegularFile(file)) {
            answer(exchange, 404, "text/plain", "");
            return;
        }
        String extension = path.substring(path.lastIndexOf('.') + 1);
        answer(exchange, 200, TYPES.getOrDefault(extension, "application/octet-stream"), Files.readString(file));
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; media-src 'self' blob:");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
