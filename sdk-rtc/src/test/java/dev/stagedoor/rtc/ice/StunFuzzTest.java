package dev.stagedoor.rtc.ice;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Any bytes at the STUN entry points: nothing may be thrown, nothing answered. */
class StunFuzzTest {
    private static final IceCredentials CREDENTIALS = IceCredentials.random(new Random(1));
    private static final NetworkPath PATH =
            NetworkPath.udp(new InetSocketAddress("192.0.2.1", 1), new InetSocketAddress("192.0.2.2", 2));

    @FuzzTest
    void no_bytes_make_the_agent_throw_or_answer(byte[] bytes) {
        IceAgent agent = new IceAgent(
                new IceParameters(
                        IceRole.CONTROLLED,
                        false,
                        CREDENTIALS,
                        List.of(),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30)),
                new Random(2));
        agent.start(CREDENTIALS, List.of(), false, 0);
        Stun.localUfrag(bytes, 0, bytes.length);
        agent.receive(PATH, bytes, 0, bytes.length, 0);
        if (agent.pollTransmit().isPresent()) {
            throw new AssertionError("answered without a key");
        }
    }
}
