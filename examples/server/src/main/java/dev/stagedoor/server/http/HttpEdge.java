package dev.stagedoor.server.http;

import dev.stagedoor.core.StagedoorException;
import dev.stagedoor.core.tokens.TokenProviderException;
import dev.stagedoor.server.config.ServerConfig;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The Javalin application: what every request goes through, and the rooms' routes. */
public final class HttpEdge implements AutoCloseable {

    private static final int MOST_THREADS = 48;
    private static final int LARGEST_BODY = 256 * 1024;
    private static final int LARGEST_HEADER = 16 * 1024;
    private static final int SILENT_PART_OF_GRACE = 5;
    private static final int GZIP_LEVEL = 6;
    private static final long IDLE_MILLIS = 30_000;

    private final Javalin javalin;
    private final int port;

    private HttpEdge(Javalin javalin, int port) {
        this.javalin = javalin;
        this.port = port;
    }

    /**
     * Starts serving.
     *
     * @param config what the operator set
     * @param listening the port
     * @param gatekeepers who may come in, and how often
     * @param observer hears of every answer
     * @param assets served at {@code /assets}
     * @param errors shows problems to people
     * @param rooms the routes
     */
    public static HttpEdge start(
            ServerConfig config,
            Listening listening,
            Gatekeepers gatekeepers,
            RequestObserver observer,
            Assets assets,
            Supplier<Set<String>> mediaOrigins,
            ErrorPage errors,
            List<Routes> rooms) {
        Javalin javalin = Javalin.create(settings -> {
            transport(settings, config, listening);
            everyRequest(settings, config, gatekeepers, mediaOrigins, errors);
            RequestScope scope = new RequestScope(observer);
            settings.requestLogger.http((ctx, millis) -> scope.end(ctx));
            settings.routes.get("/assets/<path>", ctx -> assets.serve(ctx, ctx.pathParam("path")));
            settings.routes.get("/", ctx -> ctx.redirect("/streams"));
            rooms.forEach(room -> room.register(settings.routes));
        });
        answerHeadLikeGet(javalin.unsafe.internalRouter);
        javalin.start();
        return new HttpEdge(javalin, listening.port());
    }

    /** Without a handler of its own, HEAD would be answered with 200 for whatever is not there. */
    private static void answerHeadLikeGet(InternalRouter router) {
        List<Endpoint> gets = router.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.equals(HandlerType.GET))
                .toList();
        for (Endpoint get : gets) {
            if (!router.hasHttpHandlerEntry(HandlerType.HEAD, get.path)) {
                router.addHttpEndpoint(new Endpoint(HandlerType.HEAD, get.path, get.handler));
            }
        }
    }

    private static void transport(JavalinConfig settings, ServerConfig config, Listening listening) {
        settings.startup.showJavalinBanner = false;
        settings.startup.showOldJavalinVersionWarning = false;
        settings.startup.startupWatcherEnabled = false;
        settings.http.maxRequestSize = LARGEST_BODY;
        settings.http.prefer405over404 = true;
        settings.http.generateEtags = false;
        settings.http.compressionStrategy = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
        settings.jetty.threadPool = threads();
        settings.jetty.modifyHttpConfiguration(HttpEdge::quiet);
        settings.jetty.modifyServer(server -> shape(server, config));
        settings.jetty.addConnector((server, http) -> connector(server, http, config, listening));
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool pool = new QueuedThreadPool(MOST_THREADS, 4);
        pool.setName("http");
        pool.setDaemon(true);
        return pool;
    }

    private static void quiet(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(LARGEST_HEADER);
        http.setResponseHeaderSize(LARGEST_HEADER);
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, ServerConfig config, Listening listening) {
        quiet(http);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(config.shutdownGrace().toMillis() / SILENT_PART_OF_GRACE);
        try {
            connector.open(listening.channel());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return connector;
    }

    private static void shape(Server server, ServerConfig config) {
        server.setStopTimeout(config.shutdownGrace().toMillis());
        server.setErrorHandler(new UnreadableRequests());
        server.insertHandler(new GracefulHandler());
    }

    private static void everyRequest(
            JavalinConfig settings,
            ServerConfig config,
            Gatekeepers gatekeepers,
            Supplier<Set<String>> mediaOrigins,
            ErrorPage errors) {
        SecurityHeaders headers = new SecurityHeaders(config.secure(), mediaOrigins);
        ForgeryGuard forgery = new ForgeryGuard(config.publicUrl());
        ProblemAnswers answers = new ProblemAnswers(errors);
        settings.appData(CallerFinder.KEY, gatekeepers.callers());
        settings.routes.before(ctx -> {
            RequestScope.begin(ctx);
            headers.apply(ctx);
            ctx.header("Vary", "Accept-Encoding");
            refuseUploads(ctx);
            forgery.check(ctx);
            limitWriting(ctx, gatekeepers.limits());
        });
        settings.routes.exception(Problem.class, answers::answer);
        settings.routes.exception(HttpResponseException.class, answers::answer);
        settings.routes.exception(IOException.class, answers::answer);
        settings.routes.exception(HttpException.RuntimeException.class, answers::answer);
        settings.routes.exception(ServletException.class, answers::answer);
        settings.routes.exception(UnsupportedCharsetException.class, answers::answerUnknownCharset);
        settings.routes.exception(IllegalCharsetNameException.class, answers::answerUnknownCharset);
        settings.routes.exception(TokenProviderException.class, answers::answer);
        settings.routes.exception(StagedoorException.class, answers::answer);
        settings.routes.exception(Exception.class, answers::answer);
    }

    /** No route takes them, and reading one would write to the disk whatever is sent. */
    private static void refuseUploads(Context ctx) {
        if (ctx.isMultipart()) {
            throw Problem.of(415, "unsupported_media_type", "Not readable", "This address takes no uploads.");
        }
    }

    private static void limitWriting(Context ctx, RateLimits limits) {
        if (ForgeryGuard.changesSomething(ctx)) {
            Caller.of(ctx)
                    .user()
                    .ifPresent(user ->
                            limits.count(RateLimits.Action.WRITE, user.id().toString()));
        }
    }

    /** The TCP port it listens on. */
    public int port() {
        return port;
    }

    /** Every route as {@code METHOD /path}. */
    public Set<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod() && !endpoint.method.equals(HandlerType.HEAD))
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Stops accepting, waits for requests under way, and stops. */
    @Override
    public void close() {
        javalin.stop();
    }
}
