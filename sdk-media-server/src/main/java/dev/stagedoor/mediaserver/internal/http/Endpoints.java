package dev.stagedoor.mediaserver.internal.http;

import dev.stagedoor.mediaserver.EndpointRequest;
import dev.stagedoor.mediaserver.EndpointResponse;
import dev.stagedoor.mediaserver.IceServer;
import dev.stagedoor.mediaserver.spi.AccessPolicy;
import dev.stagedoor.mediaserver.spi.Admission;
import dev.stagedoor.mediaserver.spi.Admission.Admitted;
import dev.stagedoor.mediaserver.spi.Admission.Refused;
import dev.stagedoor.mediaserver.spi.AdmissionRequest;
import dev.stagedoor.rtc.sdp.SdpException;
import dev.stagedoor.rtc.sdp.SessionDescription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes requests to the two doors and to session URLs, and answers what needs no session. */
public final class Endpoints {
    static final String SDP = "application/sdp";
    static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    private static final String ENDPOINT_METHODS = "OPTIONS, GET, HEAD, POST";
    private static final String SESSION_METHODS = "OPTIONS, GET, HEAD, PATCH, DELETE";
    private static final Logger log = LoggerFactory.getLogger(Endpoints.class);

    private final AccessPolicy policy;
    private final SessionDesk desk;
    private final SessionPatch patch;
    private final int maxBodyBytes;
    private final List<IceServer> iceServers;

    /** @param strict whether {@code PATCH} without {@code If-Match} is refused (RFC 9725 section 4.3.1) */
    public Endpoints(
            AccessPolicy policy, SessionDesk desk, int maxBodyBytes, List<IceServer> iceServers, boolean strict) {
        this.policy = policy;
        this.desk = desk;
        this.patch = new SessionPatch(strict, maxBodyBytes);
        this.maxBodyBytes = maxBodyBytes;
        this.iceServers = List.copyOf(iceServers);
    }

    /** Answers one request; never throws. */
    public EndpointResponse handle(EndpointRequest request) {
        try {
            return Target.of(request.url())
                    .map(target -> target.session().isPresent() ? session(request, target) : endpoint(request, target))
                    .orElseGet(() -> refuse(new Problem(404, "not_found", "There is no WHIP or WHEP endpoint here.")));
        } catch (RuntimeException fault) {
            log.error("{} {} failed", request.method(), request.url().getRawPath(), fault);
            return refuse(new Problem(500, "internal_error", "The server failed; try again."));
        }
    }

    private EndpointResponse endpoint(EndpointRequest request, Target target) {
        return switch (request.method()) {
            case "OPTIONS" -> options(request, ENDPOINT_METHODS, "Accept-Post", SDP);
            case "GET", "HEAD" -> look(target);
            case "POST" -> post(request, target);
            default -> methodNotAllowed(ENDPOINT_METHODS);
        };
    }

    private EndpointResponse session(EndpointRequest request, Target target) {
        if (request.method().equals("OPTIONS")) {
            return options(request, SESSION_METHODS, "Accept-Patch", FRAGMENT);
        }
        if (!SESSION_METHODS.contains(request.method())) {
            return methodNotAllowed(SESSION_METHODS);
        }
        return desk.find(target.door(), target.name(), target.session().orElseThrow())
                .map(session -> onSession(request, session))
                .orElseGet(() -> refuse(new Problem(404, "session_not_found", "There is no such session (any more).")));
    }

    private EndpointResponse onSession(EndpointRequest request, SessionDesk.Session session) {
        switch (request.method()) {
            case "DELETE":
                session.delete();
                return Replies.status(200).build();
            case "PATCH":
                return patch.apply(request, session);
            default:
                return Replies.status(204).build();
        }
    }

    private EndpointResponse options(EndpointRequest request, String methods, String accept, String type) {
        Replies reply = Replies.status(200)
                .header("Access-Control-Allow-Methods", methods)
                .header("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match, ETag")
                .header("Access-Control-Max-Age", "86400")
                .header("Allow", methods)
                .header(accept, type);
        boolean preflight = request.header("Access-Control-Request-Method").isPresent();
        return (preflight ? reply : reply.iceServers(iceServers)).build();
    }

    private static EndpointResponse look(Target target) {
        return target.door() == Door.WHIP
                ? Replies.status(204).build()
                : Replies.status(200).header("Content-Type", SDP).build();
    }

    private EndpointResponse methodNotAllowed(String methods) {
        return Replies.problem(new Problem(405, "method_not_allowed", "This URL takes " + methods + "."))
                .header("Allow", methods)
                .build();
    }

    private EndpointResponse post(EndpointRequest request, Target target) {
        if (!Headers.mediaType(request).equals(SDP)) {
            return Replies.problem(new Problem(415, "unsupported_media_type", "Send the offer as " + SDP + "."))
                    .header("Accept-Post", SDP)
                    .build();
        }
        if (request.body().length > maxBodyBytes) {
            return refuse(new Problem(413, "too_large", "The offer is longer than " + maxBodyBytes + " bytes."));
        }
        return desk.throttle(request.remoteAddress().getAddress())
                .map(this::refuse)
                .orElseGet(() -> admit(request, target));
    }

    private EndpointResponse admit(EndpointRequest request, Target target) {
        AdmissionRequest question = new AdmissionRequest(
                target.name(),
                Headers.credential(request, target.door()),
                request.remoteAddress().getAddress());
        Admission admission =
                target.door() == Door.WHIP ? policy.admitBroadcast(question) : policy.admitViewer(question);
        if (admission instanceof Refused refused) {
            return refuse(problemFor(refused));
        }
        return open(request, target, (Admitted) admission);
    }

    private static Problem problemFor(Refused refused) {
        return switch (refused.cause()) {
            case CREDENTIAL_MISSING -> new Problem(401, "unauthenticated", refused.detail());
            case CREDENTIAL_INVALID -> new Problem(401, "invalid_token", refused.detail());
            case NOT_ALLOWED -> new Problem(403, "forbidden", refused.detail());
            case UNKNOWN -> new Problem(404, "stream_not_found", refused.detail());
        };
    }

    private EndpointResponse open(EndpointRequest request, Target target, Admitted admitted) {
        SessionDescription offer;
        try {
            offer = SessionDescription.parse(new String(request.body(), StandardCharsets.UTF_8));
        } catch (SdpException e) {
            return refuse(unusable(e));
        }
        SessionDesk.Outcome outcome = desk.open(
                target.door(),
                target.name(),
                admitted,
                offer,
                request.remoteAddress().getAddress());
        if (outcome instanceof SessionDesk.NotOpened no) {
            return refuse(no.problem());
        }
        return created(target, (SessionDesk.Opened) outcome);
    }

    static Problem unusable(SdpException e) {
        return e.reason() == SdpException.Reason.TOO_LARGE
                ? new Problem(413, "too_large", "The SDP is too large: " + e.getMessage())
                : new Problem(400, "malformed_sdp", "The SDP cannot be read: " + e.getMessage());
    }

    private EndpointResponse created(Target target, SessionDesk.Opened opened) {
        return Replies.status(201)
                .body(SDP, opened.answer())
                .header("Location", target.sessionUrl(opened.id()))
                .header("ETag", opened.entityTag())
                .header("Accept-Patch", FRAGMENT)
                .header("Cache-Control", "no-store")
                .iceServers(iceServers)
                .build();
    }

    private EndpointResponse refuse(Problem problem) {
        desk.refused(problem.code());
        return Replies.problem(problem).build();
    }
}
