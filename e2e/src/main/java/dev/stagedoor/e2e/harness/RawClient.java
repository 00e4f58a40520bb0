package dev.stagedoor.e2e.harness;

import com.microsoft.playwright.Page;
import java.util.List;

/** A browser's own WHIP and WHEP client of a few lines, independent of the product's pages. */
public final class RawClient {

    private static final String SCRIPT = """
            async ([url, bearer, codec, sends]) => {
              const connection = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
              const prefer = (transceiver, known) => {
                if (!codec) return;
                const wanted = one => [`video/${codec}`, "video/rtx"].some(
                  name => one.mimeType.toLowerCase() === name.toLowerCase());
                transceiver.setCodecPreferences(known.codecs.filter(wanted));
              };
              if (sends) {
                const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
                for (const track of media.getTracks()) {
                  const transceiver = connection.addTransceiver(track, { direction: "sendonly", streams: [media] });
                  if (track.kind === "video") prefer(transceiver, RTCRtpSender.getCapabilities("video"));
                }
              } else {
                const incoming = new MediaStream();
                connection.ontrack = event => incoming.addTrack(event.track);
                for (const kind of ["audio", "video"]) connection.addTransceiver(kind, { direction: "recvonly" });
                const video = document.createElement("video");
                Object.assign(video, { autoplay: true, playsInline: true, srcObject: incoming });
                document.body.append(video);
              }
              await connection.setLocalDescription();
              const headers = { "Content-Type": "application/sdp" };
              if (bearer) headers.Authorization = `Bearer ${bearer}`;
              const response = await fetch(url, { method: "POST", headers, body: connection.localDescription.sdp });
              const body = await response.text();
              if (response.status !== 201) {
                connection.close();
                return `${response.status} ${body}`;
              }
              await connection.setRemoteDescription({ type: "answer", sdp: body });
              if (sends) {
                await new Promise((resolve, reject) => {
                  const look = () => connection.connectionState === "connected" && resolve();
                  setTimeout(() => reject(new Error(`still ${connection.connectionState}`)), 15000);
                  connection.addEventListener("connectionstatechange", look);
                  look();
                });
              }
              return "201";
            }
            """;

    private RawClient() {}

    /** Publishes the fake camera with this video codec. */
    public static void publish(Visitor visitor, String whipUrl, String bearer, String codec) {
        String answer = run(visitor.page(), whipUrl, bearer, codec, true);
        if (!answer.equals("201")) {
            throw new AssertionError("WHIP was refused: " + answer);
        }
    }

    /** Tries to play; gives the status of the answer. An empty token means none is sent. */
    public static int tryToPlay(Visitor visitor, String whepUrl, String token) {
        return Integer.parseInt(run(visitor.page(), whepUrl, token, "", false).substring(0, 3));
    }

    /** The function that publishes, for browsers driven otherwise; answers with the status as a text. */
    public static String publishing(String whipUrl, String bearer, String codec) {
        return call(whipUrl, bearer, codec, true);
    }

    /** The function that plays, for browsers driven otherwise; answers with the status as a text. */
    public static String playing(String whepUrl, String token) {
        return call(whepUrl, token, "", false);
    }

    /** A viewer's offer, for callers that only need a good body. */
    public static String viewersOffer(Visitor visitor) {
        return String.valueOf(visitor.page().evaluate("""
                                async () => {
                                  const connection = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
                                  for (const kind of ["audio", "video"]) {
                                    connection.addTransceiver(kind, { direction: "recvonly" });
                                  }
                                  const offer = await connection.createOffer();
                                  connection.close();
                                  return offer.sdp;
                                }
                                """));
    }

    private static String call(String url, String bearer, String codec, boolean sends) {
        return "async () => (" + SCRIPT + ")([\"" + url + "\", \"" + bearer + "\", \"" + codec + "\", " + sends + "])";
    }

    private static String run(Page page, String url, String bearer, String codec, boolean sends) {
        return String.valueOf(page.evaluate(SCRIPT, List.of(url, bearer, codec, sends)));
    }
}
