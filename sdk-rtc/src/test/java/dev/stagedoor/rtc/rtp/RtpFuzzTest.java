package dev.stagedoor.rtc.rtp;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Run with {@code JAZZER_FUZZ=1} to search; otherwise the stored inputs are replayed. */
class RtpFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void rtp_packets_are_used_or_dropped(byte[] data) {
        new RtpInputs().rtp(data);
    }

    @FuzzTest(maxDuration = "5m")
    void rtcp_compounds_are_used_or_dropped(byte[] data) {
        RtpInputs.rtcp(data);
    }
}
