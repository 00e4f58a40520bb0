package dev.stagedoor.testkit.cloudflare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the handler of a call by method and path. */
final class Router {
    /** Answers one kind of call, or throws a {@link Refusal}. */
    @FunctionalInterface
    interface Handler {
        Answer handle(ApiCall call) throws IOException;
    }

    private record Route(String method, Pattern pattern, Handler handler) {}

    /** A handler and what stands for the stars. */
    record Match(Handler handler, List<String> variables) {}

    private final List<Route> routes = new ArrayList<>();

    /** {@code *} stands for one segment. */
    Router on(String method, String path, Handler handler) {
        routes.add(new Route(method, Pattern.compile(path.replace("*", "([^/]+)")), handler));
        return this;
    }

    Optional<Match> find(String method, String path) {
        for (Route route : routes) {
            Matcher found = route.pattern().matcher(path);
            if (route.method().equals(method) && found.matches()) {
                List<String> variables = new ArrayList<>();
                for (int i = 1; i <= found.groupCount(); i++) {
                    variables.add(found.group(i));
                }
                return Optional.of(new Match(route.handler(), List.copyOf(variables)));
            }
        }
        return Optional.empty();
    }
}
