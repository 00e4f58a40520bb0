package dev.stagedoor.rtc.srtp;

import java.util.Arrays;
import java.util.Random;

/** Seeded damage to valid datagrams, never the datagram itself. */
public final class Mutations {
    private Mutations() {}

    /** A damaged copy: flipped, cut, grown, overwritten, or noise with a plausible first byte. */
    public static byte[] of(Random random, byte[] valid) {
        byte[] bytes = valid.clone();
        switch (random.nextInt(5)) {
            case 0 -> flip(random, bytes, 1 + random.nextInt(8));
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> {
                bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(40));
                flip(random, bytes, 1);
            }
            case 3 -> {
                int from = random.nextInt(bytes.length);
                Arrays.fill(
                        bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(20)), (byte) random.nextInt());
                flip(random, bytes, 1);
            }
            default -> {
                byte first = valid[0];
                bytes = new byte[random.nextInt(1400)];
                random.nextBytes(bytes);
                if (bytes.length > 0) {
                    bytes[0] = first;
                }
            }
        }
        return Arrays.equals(bytes, valid) ? new byte[] {valid[0]} : bytes;
    }

    private static void flip(Random random, byte[] bytes, int times) {
        for (int i = 0; i < times; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }
}
