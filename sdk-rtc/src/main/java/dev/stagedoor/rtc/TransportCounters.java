package dev.stagedoor.rtc;

/**
 * What a transport has seen so far; each counter only grows.
 *
 * @param stunAccepted correctly keyed Binding requests, and answers to our own
 * @param stunDropped STUN messages that were malformed, unauthenticated or answered nothing of ours
 * @param dtlsDatagrams DTLS datagrams taken in
 * @param dtlsDropped DTLS datagrams that came too early, too many, from strangers, or after the end
 * @param otherDropped datagrams that were neither STUN nor DTLS
 */
public record TransportCounters(
        long stunAccepted, long stunDropped, long dtlsDatagrams, long dtlsDropped, long otherDropped) {}
