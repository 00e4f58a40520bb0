package dev.stagedoor.rtc.sdp;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Run with {@code JAZZER_FUZZ=1} to search; otherwise the stored inputs are replayed. */
class SdpFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void descriptions_are_parsed_or_refused(FuzzedDataProvider data) {
        SdpInputs.negotiate(data.consumeRemainingAsString());
    }

    @FuzzTest(maxDuration = "5m")
    void fragments_are_parsed_or_refused(FuzzedDataProvider data) {
        SdpInputs.readFragment(data.consumeRemainingAsString());
    }
}
