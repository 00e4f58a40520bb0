package dev.stagedoor.rtc.ice;

/** Transport protocol of a candidate. */
public enum Protocol {
    UDP,
    /** Framed by RFC 4571; the framing is the shell's. */
    TCP
}
