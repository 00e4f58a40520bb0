package dev.stagedoor.rtc.sdp;

import dev.stagedoor.rtc.ice.IceCredentials;
import java.util.List;

/** What is done with untrusted text, for the tests that feed broken text. */
final class SdpInputs {
    private SdpInputs() {}

    static void negotiate(String text) {
        SessionDescription offer;
        try {
            offer = SessionDescription.parse(text);
        } catch (SdpException expected) {
            return;
        }
        answer(WhipAnswerer.builder().build().negotiate(offer));
        answer(OffersOfRealClientsTest.play(offer, RtpCodec.h264(102)));
        ClientOffer.play(List.of(RtpCodec.opus(111)), List.of(RtpCodec.vp8(96))).readAnswer(offer);
    }

    private static void answer(Negotiation outcome) {
        if (outcome instanceof Negotiation.Accepted accepted) {
            SessionDescription.parse(
                    accepted.answer(OffersOfRealClientsTest.LOCAL).toString());
        }
    }

    static void readFragment(String text) {
        try {
            IceFragment fragment = IceFragment.parse(text);
            fragment.restarts(new IceCredentials("aB3d", "0123456789abcdefghijklmn"));
        } catch (SdpException expected) {
            return;
        }
    }
}
