package dev.stagedoor.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.stagedoor.rtc.srtp.SrtpContext;
import dev.stagedoor.rtc.srtp.SrtpProfile;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * CPU time and garbage of one packet: protection from a shared payload for one of 200 viewers, protection in place,
 * and its removal; beside the bare cipher, which is the limit.
 */
final class SrtpBenchmark {

    private static final int PACKET = 1200;
    private static final int HEADER = 12;
    private static final int VIEWERS = 200;
    private static final int ROUNDS = 60;
    private static final int WARM_UP_ROUNDS = 1500;
    private static final int REPETITIONS = 7;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final byte[] payload = new byte[PACKET];
    private final byte[] out = new byte[PACKET + SrtpContext.MAX_OVERHEAD];
    private int sequence;

    private SrtpBenchmark() {}

    /** One round of work on every key. */
    private interface Round {
        void run();
    }

    private record Cost(double micros, double bytes) {}

    static void run() {
        SrtpBenchmark benchmark = new SrtpBenchmark();
        Table table = new Table("per packet of 1200 bytes, 200 keys", "CPU us, p50", "bytes allocated");
        add(table, "bare AES-128-GCM of the JDK", benchmark.bareCipher());
        for (SrtpProfile profile : SrtpProfile.values()) {
            add(table, profile + ": protect from a shared payload", benchmark.protectShared(profile));
            add(table, profile + ": protect in place", benchmark.protectInPlace(profile));
            add(table, profile + ": protect in place and unprotect", benchmark.roundTrip(profile));
        }
        System.out.println(table);
    }

    private static void add(Table table, String what, Cost cost) {
        table.row(
                what,
                String.format(Locale.ROOT, "%.2f", cost.micros()),
                String.format(Locale.ROOT, "%.0f", cost.bytes()));
    }

    private Cost bareCipher() {
        List<Cipher> ciphers = new ArrayList<>();
        SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
        byte[] iv = new byte[HEADER];
        try {
            for (int i = 0; i < VIEWERS; i++) {
                ciphers.add(Cipher.getInstance("AES/GCM/NoPadding"));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return measure(() -> {
            nextPacket();
            iv[0] = out[2];
            iv[1] = out[3];
            try {
                for (Cipher cipher : ciphers) {
                    cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, iv));
                    cipher.updateAAD(out, 0, HEADER);
                    cipher.doFinal(payload, HEADER, PACKET - HEADER, out, HEADER);
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Cost protectShared(SrtpProfile profile) {
        List<SrtpContext> viewers = outbound(profile);
        return measure(() -> {
            nextPacket();
            for (SrtpContext viewer : viewers) {
                check(viewer.protectRtp(out, 0, HEADER, payload, HEADER, PACKET - HEADER));
            }
        });
    }

    private Cost protectInPlace(SrtpProfile profile) {
        List<SrtpContext> viewers = outbound(profile);
        return measure(() -> {
            nextPacket();
            for (SrtpContext viewer : viewers) {
                check(viewer.protectRtp(out, 0, PACKET));
            }
        });
    }

    private Cost roundTrip(SrtpProfile profile) {
        List<SrtpContext> outbound = outbound(profile);
        List<SrtpContext> inbound = inbound(profile);
        return measure(() -> {
            nextPacket();
            for (int i = 0; i < VIEWERS; i++) {
                int length = outbound.get(i).protectRtp(out, 0, PACKET);
                check(inbound.get(i).unprotectRtp(out, 0, length));
            }
        });
    }

    private static void check(int length) {
        if (length < 0) {
            throw new IllegalStateException("refused: " + length);
        }
    }

    private void nextPacket() {
        sequence++;
        out[0] = (byte) 0x80;
        out[2] = (byte) (sequence >>> 8);
        out[3] = (byte) sequence;
    }

    private static Cost measure(Round round) {
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            round.run();
        }
        List<Double> micros = new ArrayList<>();
        long thread = Thread.currentThread().getId();
        long allocated = THREADS.getThreadAllocatedBytes(thread);
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < ROUNDS; i++) {
                round.run();
            }
            micros.add((THREADS.getCurrentThreadCpuTime() - begin) / 1e3 / ROUNDS / VIEWERS);
        }
        double bytes = THREADS.getThreadAllocatedBytes(thread) - allocated;
        return new Cost(Figures.of(micros).p50(), bytes / REPETITIONS / ROUNDS / VIEWERS);
    }

    private static List<SrtpContext> outbound(SrtpProfile profile) {
        List<SrtpContext> contexts = new ArrayList<>();
        for (int i = 0; i < VIEWERS; i++) {
            contexts.add(SrtpContext.outbound(profile, key(profile, i), new byte[profile.saltLength()]));
        }
        return contexts;
    }

    private static List<SrtpContext> inbound(SrtpProfile profile) {
        List<SrtpContext> contexts = new ArrayList<>();
        for (int i = 0; i < VIEWERS; i++) {
            contexts.add(SrtpContext.inbound(profile, key(profile, i), new byte[profile.saltLength()]));
        }
        return contexts;
    }

    private static byte[] key(SrtpProfile profile, int viewer) {
        byte[] key = new byte[profile.keyLength()];
        Arrays.fill(key, (byte) viewer);
        return key;
    }
}
