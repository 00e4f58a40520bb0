package dev.stagedoor.testkit.fault;

/**
 * What goes wrong with one request. {@code ...BEFORE} means that it has had no effect (no tokens have moved, no video was made), {@code ...AFTER} that it
 * has. Immutable.
 */
public final class Fault {
    /** Nothing goes wrong. */
    public static final Fault NONE = new Fault("none", true, Ending.ANSWER, 0, "", "");

    /** The connection is lost before the effect. */
    public static final Fault DROP_BEFORE = new Fault("drop before effect", false, Ending.DROP, 0, "", "");

    /** The effect has happened, and the connection is lost before the answer. */
    public static final Fault DROP_AFTER = new Fault("drop after effect", true, Ending.DROP, 0, "", "");

    /** The effect has happened, and the connection is lost in the middle of the answer. */
    public static final Fault CUT_AFTER = new Fault("cut after effect", true, Ending.CUT, 0, "", "");

    /** The request is stuck on the wire: nothing is answered, and it arrives when {@link FaultyTokens#deliverLate} is called. Without sockets only. */
    public static final Fault LATE = new Fault("late on the wire", false, Ending.LATE, 0, "", "");

    /** What the sender gets to see. */
    public enum Ending {
        /** The honest answer. */
        ANSWER,
        /** Nothing: the connection is lost. */
        DROP,
        /** Half of the honest answer. */
        CUT,
        /** Nothing: the request has not arrived yet. */
        LATE,
        /** An answer that the fault brings along. */
        REPLY
    }

    private final String name;
    private final boolean effect;
    private final Ending ending;
    private final int status;
    private final String header;
    private final String body;
    private Runnable beforeEffect = () -> {};
    private Runnable beforeReply = () -> {};

    private Fault(String name, boolean effect, Ending ending, int status, String header, String body) {
        this.name = name;
        this.effect = effect;
        this.ending = ending;
        this.status = status;
        this.header = header;
        this.body = body;
    }

    /**
     * @param status a bare status
     * @return it is answered, and there is no effect
     */
    public static Fault statusBefore(int status) {
        return new Fault("status " + status + " before effect", false, Ending.REPLY, status, "", "");
    }

    /**
     * @param status a bare status
     * @return it is answered, and the effect has happened
     */
    public static Fault statusAfter(int status) {
        return new Fault("status " + status + " after effect", true, Ending.REPLY, status, "", "");
    }

    /**
     * @param status such as 429
     * @param header one header field, such as {@code Retry-After: 1}
     * @return it is answered, and there is no effect
     */
    public static Fault statusBefore(int status, String header) {
        return new Fault("status " + status + " with " + header, false, Ending.REPLY, status, header, "");
    }

    /**
     * @param status of the answer
     * @param header one header field, such as {@code Content-Type: application/json}
     * @param body of the answer
     * @return it is answered, and there is no effect
     */
    public static Fault replyBefore(int status, String header, String body) {
        return new Fault("a reply of its own before effect", false, Ending.REPLY, status, header, body);
    }

    /**
     * @param status of the answer
     * @param header one header field, such as {@code Content-Type: application/json}
     * @param body of the answer
     * @return it is answered, and the effect has happened
     */
    public static Fault replyAfter(int status, String header, String body) {
        return new Fault("a reply of its own after effect", true, Ending.REPLY, status, header, body);
    }

    /**
     * @param hook runs before the effect, and may wait
     * @return a copy
     */
    public Fault holding(Runnable hook) {
        Fault copy = copy();
        copy.beforeEffect = hook;
        return copy;
    }

    /**
     * @param hook runs after the effect, if there is one, and before the answer; may wait
     * @return a copy
     */
    public Fault holdingReply(Runnable hook) {
        Fault copy = copy();
        copy.beforeReply = hook;
        return copy;
    }

    private Fault copy() {
        Fault copy = new Fault(name, effect, ending, status, header, body);
        copy.beforeEffect = beforeEffect;
        copy.beforeReply = beforeReply;
        return copy;
    }

    /** {@return whether the request has its effect} */
    public boolean effect() {
        return effect;
    }

    /** {@return what the sender gets to see} */
    public Ending ending() {
        return ending;
    }

    /** {@return of {@link Ending#REPLY}} */
    public int status() {
        return status;
    }

    /** {@return one header field of {@link Ending#REPLY}, or empty} */
    public String header() {
        return header;
    }

    /** {@return of {@link Ending#REPLY}, or empty} */
    public String body() {
        return body;
    }

    /** Runs the hook of {@link #holding}. */
    public void beforeEffect() {
        beforeEffect.run();
    }

    /** Runs the hook of {@link #holdingReply}. */
    public void beforeReply() {
        beforeReply.run();
    }

    @Override
    public String toString() {
        return name;
    }
}
