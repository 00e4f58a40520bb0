package dev.stagedoor.webrtc;

import java.util.Map;

/**
 * What an error reply says about itself (RFC 9457), as far as it does.
 *
 * @param title a short text; empty when there is none
 * @param detail a longer text; for a body that is not {@code application/problem+json} its beginning
 * @param code a stable word for programs; empty when there is none
 */
public record Problem(String title, String detail, String code) {
    private static final int MAX_TEXT = 500;

    static Problem of(HttpReply reply) {
        if (reply.is("application/problem+json") || reply.is("application/json")) {
            Map<String, String> members = JsonMembers.of(reply.body());
            return new Problem(
                    members.getOrDefault("title", ""),
                    members.getOrDefault("detail", members.getOrDefault("error", "")),
                    members.getOrDefault("code", ""));
        }
        String text = reply.body().strip();
        return new Problem("", text.substring(0, Math.min(MAX_TEXT, text.length())), "");
    }

    /** Something to show. */
    String describe() {
        return detail.isEmpty() ? title : title.isEmpty() ? detail : title + ": " + detail;
    }
}
