package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.util.OptionalInt;

/**
 * What the media host tells without the API token. Calls of it take no place in the API's budget. Safe for use by many threads; faults are {@link
 * CloudflareStreamException}s, and hold neither the address nor the token in it.
 */
public final class MediaHost {
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final Api api;

    MediaHost(Api api) {
        this.api = api;
    }

    /**
     * @param urls of the account
     * @param idOrToken a live input, or a token for it where it requires one
     * @return whether it is live, and as which video
     * @throws UnauthenticatedException when a token is missing, wrong or expired
     */
    public Lifecycle lifecycle(MediaUrls urls, String idOrToken) {
        Fields fields = get("lifecycle", urls.lifecycle(idOrToken));
        return new Lifecycle(fields.truth(false, "isInput"), fields.text("videoUID"), fields.truth(false, "live"));
    }

    /**
     * @param urls of the account
     * @param idOrToken a live input or its video, or a token for it
     * @return how many watch by HLS and DASH; never those who watch by WHEP. Empty when the count is suppressed
     * @throws UnauthenticatedException when a token is missing, wrong or expired
     */
    public OptionalInt liveViewers(MediaUrls urls, String idOrToken) {
        return get("views", urls.views(idOrToken)).count("liveViewers");
    }

    private Fields get(String what, URI address) {
        Call call = new Call("GET", address, "GET " + what + " of the media host")
                .withoutToken()
                .longestAnswer(LONGEST_ANSWER);
        return Json.read(api.send(call).body())
                .filter(it -> it.isObject())
                .map(Fields::of)
                .orElseThrow(() -> api.unreadable(call, "the answer is no JSON object"));
    }
}
