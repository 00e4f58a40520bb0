package dev.stagedoor.core.session;

import dev.stagedoor.core.accounts.UserId;
import java.util.Optional;

/**
 * Classes and their life. Safe for use by many threads. Commands take the acting person and answer with a {@link SessionResult}; an outcome other than
 * {@link SessionResult.Done} has changed nothing. Precedence: not found, not the owner, illegal move, invalid, everything else.
 */
public interface StreamSessions {
    /**
     * Plans a class with an id made here.
     *
     * @param instructor who will give it; needs the instructor role
     * @param draft what is planned
     * @return done, invalid, or not an instructor
     */
    SessionResult create(UserId instructor, StreamDraft draft);

    /**
     * Plans a class with the caller's id, so that a retry does not make a second one.
     *
     * @param id made by the caller, for instance by {@link StreamId#fromKey}
     * @param instructor who will give it; needs the instructor role
     * @param draft what is planned
     * @return as {@link #create(UserId, StreamDraft)}; done with the first class when the same person used the id before, else an id conflict
     */
    SessionResult create(StreamId id, UserId instructor, StreamDraft draft);

    /**
     * @param id a class
     * @return it, or empty
     */
    Optional<StreamSession> find(StreamId id);

    /**
     * Lists classes for everybody: live ones first, then upcoming by start, then past with the latest first; cancelled ones only when asked for.
     *
     * @param query what to show
     * @return one page
     */
    StreamPage browse(StreamQuery query);

    /**
     * Lists an instructor's own classes with figures.
     *
     * @param instructor whose
     * @param query what to show; all states unless one is named
     * @return one page
     */
    InstructorPage listOwn(UserId instructor, InstructorQuery query);

    /**
     * @param id a class
     * @return its figures, or empty when there is no such class
     */
    Optional<StreamStatistics> statistics(StreamId id);

    /**
     * Changes a class. Until it starts everything can change; while it is live or when it has ended, only title and description; a cancelled one not at
     * all. Who is enrolled keeps the price paid. Capacity cannot fall below the seats taken.
     *
     * @param actor who asks; must own the class
     * @param id the class
     * @param edit what changes
     * @return done, not found, not owner, illegal move, or invalid
     */
    SessionResult edit(UserId actor, StreamId id, StreamEdit edit);

    /**
     * Copies a class into a new one at the same weekday and local time of the next week that is not past. Nobody is enrolled in the copy.
     *
     * @param newId made by the caller, so that a retry does not make a second copy
     * @param actor who asks; must own the class
     * @param source what to copy
     * @return done with the copy, not found, not owner, or id conflict
     */
    SessionResult duplicate(StreamId newId, UserId actor, StreamId source);

    /**
     * Notes where the class's own picture is. Possible at any time, also of a class that is over.
     *
     * @param actor who asks; must own the class
     * @param id the class
     * @param url where it is, at most 2000 characters; empty for none
     * @return done, not found, or not owner
     */
    SessionResult picture(UserId actor, StreamId id, Optional<String> url);

    /**
     * Goes live now, early or late.
     *
     * @param actor who asks; must own the class
     * @param id the class
     * @return done, not found, not owner, or illegal move
     */
    SessionResult start(UserId actor, StreamId id);

    /**
     * Ends a live class: fixes the dates of recording and migration, ends the broadcast for everybody, closes the live input.
     *
     * @param actor who asks; must own the class
     * @param id the class
     * @return done, not found, not owner, or illegal move
     */
    SessionResult end(UserId actor, StreamId id);

    /**
     * Cancels a planned or live class, then gives every seat back with its tokens. A crash between the two is made good when the platform is built next, or by
     * {@link dev.stagedoor.core.enrollment.Enrollments#refundCancelled}.
     *
     * @param actor who asks; must own the class
     * @param id the class
     * @return done, not found, not owner, or illegal move
     */
    SessionResult cancel(UserId actor, StreamId id);

    /**
     * Deletes a class that is not live. Where people have paid, refunds first or refuses.
     *
     * @param actor who asks; must own the class
     * @param id the class
     * @param refund whether to give tokens back; without, people who have paid stand in the way
     * @return done with the class as it last was, not found, not owner, illegal move while live, or has paid enrollments
     */
    SessionResult delete(UserId actor, StreamId id, boolean refund);

    /**
     * Tells the owner where and with which key to publish, making the live input when it does not exist yet.
     *
     * @param actor who asks; must own the class
     * @param id the class
     * @return where to publish, or why not
     */
    BroadcastResult broadcast(UserId actor, StreamId id);
}
