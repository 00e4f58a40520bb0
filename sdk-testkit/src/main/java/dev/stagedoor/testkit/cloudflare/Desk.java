package dev.stagedoor.testkit.cloudflare;

import com.sun.net.httpserver.HttpExchange;
import dev.stagedoor.testkit.fault.Fault;
import dev.stagedoor.testkit.internal.FaultyReply;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where calls arrive: journal, faults, call limit, credential, account, route. */
final class Desk {
    private static final int TEXT_MAX = 4 * 1024 * 1024;
    private static final String ACCOUNT = "/accounts/";

    private final Router router = new Router();
    private final Faults faults;
    private final Optional<CallLimit> limit;
    private final GraphQl graphQl;
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    Desk(CloudflareAccount account, Faults faults, Optional<CallLimit> limit, int storageMinutes) {
        this.faults = faults;
        this.limit = limit;
        graphQl = new GraphQl(account);
        StorageLimit storage = new StorageLimit(account.videos(), storageMinutes);
        TusRoutes tus = new TusRoutes(account, storage);
        new LiveInputRoutes(account).addTo(router);
        new OutputRoutes(account).addTo(router);
        new AccountRoutes(account).addTo(router);
        new WatermarkRoutes(account).addTo(router);
        new NewVideoRoutes(account, storage, tus).addTo(router);
        tus.addTo(router);
        new VideoRoutes(account, storage).addTo(router);
        new CaptionRoutes(account).addTo(router);
        new AudioRoutes(account).addTo(router);
        new DownloadRoutes(account).addTo(router);
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = read(exchange);
            calls.add(call);
            Fault fault = faults.decide(call);
            fault.beforeEffect();
            Answer answer = fault.effect() ? answer(call, body(exchange, call)) : Answer.bare(500);
            fault.beforeReply();
            if (fault.ending() == Fault.Ending.ANSWER || fault.ending() == Fault.Ending.CUT) {
                answer.headers().forEach(exchange.getResponseHeaders()::set);
            }
            FaultyReply.end(exchange, fault, answer.status(), answer.contentType(), answer.body());
        }
    }

    private static Call read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = FaultyReply.headers(exchange);
        String body = isStream(headers.getOrDefault("content-type", ""))
                ? ""
                : new String(exchange.getRequestBody().readNBytes(TEXT_MAX), StandardCharsets.UTF_8);
        return new Call(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
    }

    private static boolean isStream(String contentType) {
        return Multipart.is(contentType) || contentType.equals("application/offset+octet-stream");
    }

    private InputStream body(HttpExchange exchange, Call call) {
        OptionalLong cut =
                isStream(call.header("content-type").orElse("")) ? faults.nextUploadCut() : OptionalLong.empty();
        InputStream whole = exchange.getRequestBody();
        return cut.isPresent() ? new Cut(whole, cut.getAsLong()) : whole;
    }

    private Answer answer(Call call, InputStream body) throws IOException {
        try {
            return route(call, body);
        } catch (Refusal refusal) {
            // a sender that is still sending would see a broken connection instead of the answer
            body.transferTo(OutputStream.nullOutputStream());
            return refusal.answer();
        }
    }

    private Answer route(Call call, InputStream body) throws IOException {
        String path = pathOf(call);
        if (path.startsWith(Urls.UPLOAD + "/")) {
            return dispatch(call, path, body);
        }
        Optional<Answer> tooMany = limit.flatMap(CallLimit::refuse);
        if (tooMany.isPresent()) {
            return tooMany.get();
        }
        String token = call.header("authorization").orElse("");
        boolean user = token.equals("Bearer " + LocalCloudflare.API_TOKEN);
        boolean owned = token.equals("Bearer " + LocalCloudflare.ACCOUNT_API_TOKEN);
        if (!user && !owned && !call.method().equals("OPTIONS")) {
            throw new Refusal(401, Refusal.AUTHENTICATION, "Authentication error");
        }
        String below = path.startsWith(Urls.API) ? path.substring(Urls.API.length()) : "";
        if (below.equals("/graphql") && call.method().equals("POST")) {
            return graphQl.answer(new ApiCall(call, List.of(), body));
        }
        if (below.equals("/user/tokens/verify")) {
            return verify(call, user);
        }
        if (!below.startsWith(ACCOUNT)) {
            throw noRoute();
        }
        String account = below.substring(ACCOUNT.length()).split("/", 2)[0];
        if (!account.matches("[0-9a-f]{32}")) {
            throw noRoute();
        }
        if (!account.equals(LocalCloudflare.ACCOUNT_ID)) {
            throw new Refusal(403, Refusal.AUTHENTICATION, "Authentication error");
        }
        String rest = below.substring(ACCOUNT.length() + account.length());
        return rest.equals("/tokens/verify") ? verify(call, owned) : dispatch(call, rest, body);
    }

    /** Tokens of users and tokens of accounts are each verified at their own address only. */
    private static Answer verify(Call call, boolean rightKind) {
        if (!rightKind) {
            throw new Refusal(401, 1000, "Invalid API Token");
        }
        return AccountRoutes.verified(new ApiCall(call, List.of(), InputStream.nullInputStream()));
    }

    private Answer dispatch(Call call, String path, InputStream body) throws IOException {
        Router.Match match = router.find(call.method(), path).orElseThrow(Desk::noRoute);
        return match.handler().handle(new ApiCall(call, match.variables(), body));
    }

    private static Refusal noRoute() {
        return new Refusal(404, Refusal.NO_ROUTE, "Could not route the request: no route for that URI");
    }

    private static String pathOf(Call call) {
        int query = call.path().indexOf('?');
        return query < 0 ? call.path() : call.path().substring(0, query);
    }

    /** Ends as a broken connection does, after so many bytes. */
    private static final class Cut extends FilterInputStream {
        private long left;

        Cut(InputStream in, long bytes) {
            super(in);
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new IOException("the connection is cut");
            }
            int read = super.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
