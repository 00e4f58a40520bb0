/**
 * WHIP (RFC 9725) and WHEP signalling for any WebRTC engine and any HTTP client: {@link dev.stagedoor.webrtc.Signaling}
 * exchanges descriptions, {@link dev.stagedoor.webrtc.HttpTransport} carries them. Opens no socket and uses nothing that
 * Android lacks.
 */
@org.jspecify.annotations.NullMarked
package dev.stagedoor.webrtc;
