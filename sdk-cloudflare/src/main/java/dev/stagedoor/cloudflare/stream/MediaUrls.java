package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Addresses on the media host of an account, {@code customer-<code>.cloudflarestream.com}. Wherever an id is taken, a token of {@link ViewerTokens} may stand in
 * its place; such an address is a credential. Publishing addresses are not made here: they come from the API. Immutable.
 */
public final class MediaUrls {
    private final String base;

    private MediaUrls(String base) {
        this.base = base;
    }

    /**
     * @param customerCode of the account, as in its media addresses
     * @return its addresses
     */
    public static MediaUrls of(String customerCode) {
        Segments.id("customerCode", customerCode);
        return at(URI.create("https://customer-" + customerCode + ".cloudflarestream.com"));
    }

    /**
     * @param base what everything is below, such as a custom domain
     * @return its addresses
     */
    public static MediaUrls at(URI base) {
        return new MediaUrls(base.toString().replaceAll("/+$", ""));
    }

    /**
     * Finds out where media is from an address that the API gave.
     *
     * @param address of a video or a live input, with its uid as a segment of the path
     * @param uid of that
     * @return addresses on the same host
     * @throws IllegalArgumentException when the uid is no segment of the path
     */
    public static MediaUrls from(URI address, String uid) {
        String text = address.toString();
        int at = text.indexOf("/" + Segments.id("uid", uid) + "/");
        if (at < 0) {
            throw new IllegalArgumentException("the address does not name the uid");
        }
        return new MediaUrls(text.substring(0, at));
    }

    /** {@return where everything is below, without a slash at the end} */
    public URI base() {
        return URI.create(base);
    }

    private URI at(String idOrToken, String path) {
        return URI.create(base + "/" + Segments.encoded(idOrToken) + path);
    }

    /**
     * @param idOrToken a video, a live input, or a token for it
     * @return its HLS playlist; 204 while a live input has nothing to play
     */
    public URI hls(String idOrToken) {
        return at(idOrToken, "/manifest/video.m3u8");
    }

    /**
     * @param idOrToken a video, a live input, or a token for it
     * @return its DASH manifest
     */
    public URI dash(String idOrToken) {
        return at(idOrToken, "/manifest/video.mpd");
    }

    /**
     * @param idOrToken a live input, or a token for it
     * @return where its broadcasts are played by WHEP
     */
    public URI whep(String idOrToken) {
        return at(idOrToken, "/webRTC/play");
    }

    /**
     * @param idOrToken a video, a live input, or a token for it
     * @return Cloudflare's player, to be put into a frame
     */
    public URI iframe(String idOrToken) {
        return at(idOrToken, "/iframe");
    }

    /**
     * @param idOrToken a video, a live input, or a token for it
     * @return a whole page with Cloudflare's player
     */
    public URI watch(String idOrToken) {
        return at(idOrToken, "/watch");
    }

    /**
     * @param idOrToken a video, or a token for it
     * @param at where in the video
     * @param height in pixels; empty for Cloudflare's default
     * @return a still picture
     */
    public URI thumbnail(String idOrToken, Duration at, OptionalInt height) {
        String size = height.isPresent() ? "&height=" + height.getAsInt() : "";
        return at(idOrToken, "/thumbnails/thumbnail.jpg?time=" + at.toSeconds() + "s" + size);
    }

    /**
     * @param idOrToken a video, or a token for it
     * @param at where in the video
     * @param length of the animation
     * @return an animated picture
     */
    public URI animation(String idOrToken, Duration at, Duration length) {
        return at(
                idOrToken,
                "/thumbnails/thumbnail.gif?time=" + at.toSeconds() + "s&duration=" + length.toSeconds() + "s");
    }

    /**
     * @param idOrToken a video, or a token for it that allows downloads
     * @return its MP4 file, once it was made
     */
    public URI mp4(String idOrToken) {
        return at(idOrToken, "/downloads/default.mp4");
    }

    /**
     * @param idOrToken a live input, or a token for it
     * @return what says whether it is live and as which video
     */
    public URI lifecycle(String idOrToken) {
        return at(idOrToken, "/lifecycle");
    }

    /**
     * @param idOrToken a live input or its video, or a token for it
     * @return what says how many watch by HLS and DASH
     */
    public URI views(String idOrToken) {
        return at(idOrToken, "/views");
    }

    /** Shows the host. */
    @Override
    public String toString() {
        return "MediaUrls[" + base + "]";
    }
}
