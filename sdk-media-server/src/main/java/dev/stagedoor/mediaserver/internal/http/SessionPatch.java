package dev.stagedoor.mediaserver.internal.http;

import dev.stagedoor.mediaserver.EndpointRequest;
import dev.stagedoor.mediaserver.EndpointResponse;
import dev.stagedoor.rtc.sdp.IceFragment;
import dev.stagedoor.rtc.sdp.SdpException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** PATCH on a session URL: trickled candidates and ICE restarts (RFC 9725 section 4.3). */
final class SessionPatch {
    private final boolean strict;
    private final int maxBodyBytes;

    SessionPatch(boolean strict, int maxBodyBytes) {
        this.strict = strict;
        this.maxBodyBytes = maxBodyBytes;
    }

    EndpointResponse apply(EndpointRequest request, SessionDesk.Session session) {
        if (!Headers.mediaType(request).equals(Endpoints.FRAGMENT)) {
            return Replies.problem(new Problem(
                            415, "unsupported_media_type", "Send candidates as " + Endpoints.FRAGMENT + "."))
                    .header("Accept-Patch", Endpoints.FRAGMENT)
                    .build();
        }
        if (request.body().length > maxBodyBytes) {
            return refuse(413, "too_large", "The fragment is longer than " + maxBodyBytes + " bytes.");
        }
        IceFragment fragment;
        try {
            fragment = IceFragment.parse(new String(request.body(), StandardCharsets.UTF_8));
        } catch (SdpException e) {
            return Replies.problem(Endpoints.unusable(e)).build();
        }
        boolean restart = fragment.restarts(session.remoteCredentials());
        Optional<Problem> unmet = precondition(request, session, restart);
        if (unmet.isPresent()) {
            return Replies.problem(unmet.get()).build();
        }
        return restart ? restart(fragment, session) : trickle(fragment, session);
    }

    private Optional<Problem> precondition(EndpointRequest request, SessionDesk.Session session, boolean restart) {
        String match = request.header("If-Match").orElse("");
        if (match.isEmpty()) {
            return strict
                    ? Optional.of(new Problem(428, "precondition_required", "PATCH needs an If-Match header."))
                    : Optional.empty();
        }
        boolean any = unquoted(match).equals("*");
        boolean current = unquoted(match).equals(unquoted(session.entityTag()));
        boolean met = strict ? any == restart && (any || current) : any || current;
        return met
                ? Optional.empty()
                : Optional.of(new Problem(412, "precondition_failed", "This is not the current ICE session."));
    }

    private static String unquoted(String tag) {
        boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
        return quoted ? tag.substring(1, tag.length() - 1) : tag;
    }

    private EndpointResponse trickle(IceFragment fragment, SessionDesk.Session session) {
        if (strict && fragment.credentials().isEmpty() && !fragment.candidates().isEmpty()) {
            return refuse(400, "malformed_fragment", "Candidates come without ice-ufrag.");
        }
        if (!fragment.isStale(session.remoteCredentials())) {
            session.trickle(fragment.candidates());
        }
        return Replies.status(204).build();
    }

    private EndpointResponse restart(IceFragment fragment, SessionDesk.Session session) {
        return session.restart(fragment)
                .map(answer -> Replies.status(200)
                        .body(Endpoints.FRAGMENT, answer.body())
                        .header("ETag", answer.entityTag())
                        .build())
                .orElseGet(() -> refuse(503, "restart_failed", "ICE cannot be restarted now; the session goes on."));
    }

    private static EndpointResponse refuse(int status, String code, String detail) {
        return Replies.problem(new Problem(status, code, detail)).build();
    }
}
