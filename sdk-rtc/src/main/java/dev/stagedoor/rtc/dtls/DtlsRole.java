package dev.stagedoor.rtc.dtls;

/** Our part in the handshake (RFC 5763 section 5). */
public enum DtlsRole {
    /** We send the ClientHello: {@code a=setup:active}. */
    CLIENT,
    /** We wait for it: {@code a=setup:passive}. */
    SERVER
}
