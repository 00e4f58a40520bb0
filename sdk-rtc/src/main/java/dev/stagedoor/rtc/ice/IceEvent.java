package dev.stagedoor.rtc.ice;

/** Something that happened in an {@link IceAgent}. */
public sealed interface IceEvent {
    /** Another state. */
    record StateChanged(IceState state) implements IceEvent {}

    /** The first correctly keyed message by this path. */
    record PathAuthenticated(NetworkPath path) implements IceEvent {}

    /** The path is no longer held. */
    record PathRetired(NetworkPath path) implements IceEvent {}

    /** The path is in use from now on. */
    record PathSelected(NetworkPath path) implements IceEvent {}

    /** Consent to send lapsed (RFC 7675). */
    record ConsentExpired() implements IceEvent {}

    /** The peer shows life again. */
    record ConsentRestored() implements IceEvent {}
}
