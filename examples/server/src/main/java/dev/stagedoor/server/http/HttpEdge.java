package dev.stagedoor.server.http;

import dev.stagedoor.server.config.ServerConfig;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The Javalin application: what every request goes through, and the rooms' routes. */
public final class HttpEdge implements AutoCloseable {

    private static final int MOST_THREADS = 48;
    private static final int LARGEST_BODY = 256 * 1024;
    private static final int LARGEST_HEADER = 16 * 1024;

    private final Javalin javalin;

    private HttpEdge(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts listening.
     *
     * @param config where to listen
     * @param gatekeepers who may come in, and how often
     * @param assets served at {@code /assets}
     * @param errors shows problems to people
     * @param rooms the routes
     */
    public static HttpEdge start(
            ServerConfig config, Gatekeepers gatekeepers, Assets assets, ErrorPage errors, List<Routes> rooms) {
        Javalin javalin = Javalin.create(settings -> {
            transport(settings, config);
            everyRequest(settings, config, gatekeepers, errors);
            settings.routes.get("/assets/<path>", ctx -> assets.serve(ctx, ctx.pathParam("path")));
            settings.routes.get("/", ctx -> ctx.redirect("/streams"));
            rooms.forEach(room -> room.register(settings.routes));
        });
        javalin.start(config.bindAddress(), config.port());
        return new HttpEdge(javalin);
    }

    private static void transport(JavalinConfig settings, ServerConfig config) {
        settings.startup.showJavalinBanner = false;
        settings.startup.showOldJavalinVersionWarning = false;
        settings.startup.startupWatcherEnabled = false;
        settings.http.maxRequestSize = LARGEST_BODY;
        settings.http.prefer405over404 = true;
        settings.http.generateEtags = false;
        settings.jetty.threadPool = threads();
        settings.jetty.modifyHttpConfiguration(HttpEdge::quiet);
        settings.jetty.modifyServer(server -> shape(server, config));
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

    private static void shape(Server server, ServerConfig config) {
        server.setStopTimeout(config.shutdownGrace().toMillis());
        server.setErrorHandler(new UnreadableRequests());
    }

    private static void everyRequest(
            JavalinConfig settings, ServerConfig config, Gatekeepers gatekeepers, ErrorPage errors) {
        SecurityHeaders headers = new SecurityHeaders(config.secure());
        ForgeryGuard forgery = new ForgeryGuard(config.publicUrl());
        ProblemAnswers answers = new ProblemAnswers(errors);
        settings.appData(CallerFinder.KEY, gatekeepers.callers());
        settings.routes.before(ctx -> {
            RequestScope.begin(ctx);
            headers.apply(ctx);
            forgery.check(ctx);
        });
        settings.routes.exception(Problem.class, answers::answer);
        settings.routes.exception(HttpResponseException.class, answers::answer);
        settings.routes.exception(Exception.class, answers::answer);
        settings.requestLogger.http((ctx, millis) -> RequestScope.end(ctx));
    }

    /** The TCP port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Stops accepting, waits for requests under way, and stops. */
    @Override
    public void close() {
        javalin.stop();
    }
}
