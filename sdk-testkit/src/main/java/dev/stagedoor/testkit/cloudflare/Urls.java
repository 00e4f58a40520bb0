package dev.stagedoor.testkit.cloudflare;

import java.net.URI;

/**
 * The addresses that the service names in its answers, here all on one origin.
 *
 * @param origin such as {@code http://localhost:40123}
 */
record Urls(URI origin) {
    static final String API = "/client/v4";
    static final String MEDIA = "/customer-emulator";
    static final String UPLOAD = "/upload";

    URI api() {
        return origin.resolve(API);
    }

    URI media() {
        return origin.resolve(MEDIA);
    }

    String publish(String secret) {
        return media() + "/" + secret + "/webRTC/publish";
    }

    String play(String uid) {
        return media() + "/" + uid + "/webRTC/play";
    }

    String hls(String uid) {
        return media() + "/" + uid + "/manifest/video.m3u8";
    }

    String dash(String uid) {
        return media() + "/" + uid + "/manifest/video.mpd";
    }

    String watch(String uid) {
        return media() + "/" + uid + "/watch";
    }

    String iframe(String uid) {
        return media() + "/" + uid + "/iframe";
    }

    String thumbnail(String uid) {
        return media() + "/" + uid + "/thumbnails/thumbnail.jpg";
    }

    String download(String uid, String file) {
        return media() + "/" + uid + "/downloads/" + file;
    }

    String directUpload(String id) {
        return origin.resolve(UPLOAD) + "/" + id;
    }

    String tus(String id) {
        return origin.resolve(UPLOAD) + "/tus/" + id + "?tusv2=true";
    }
}
