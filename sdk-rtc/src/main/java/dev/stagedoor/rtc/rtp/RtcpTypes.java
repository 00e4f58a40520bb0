package dev.stagedoor.rtc.rtp;

/** Packet types and feedback formats. */
final class RtcpTypes {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;
    static final int TRANSPORT_FEEDBACK = 205;
    static final int PAYLOAD_FEEDBACK = 206;

    static final int FORMAT_NACK = 1;
    static final int FORMAT_TRANSPORT_CC = 15;
    static final int FORMAT_PLI = 1;
    static final int FORMAT_FIR = 4;
    static final int FORMAT_APPLICATION = 15;

    static final long REMB_NAME = 0x52454d42;
    static final int CNAME = 1;

    private RtcpTypes() {}
}
