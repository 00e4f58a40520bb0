package dev.stagedoor.core.retention;

import dev.stagedoor.core.enrollment.Round;
import java.util.List;

/**
 * What becomes of recordings when their time is over. Every sweep may be run by many nodes at once, twice, and be killed at any moment: each step is a commit of
 * its own, deletions are written down before they are asked of the provider, and "already gone" is success.
 */
public interface Retention {
    /**
     * Closes recordings whose replay time is over: those whose class qualifies for the catalog are kept, the others are deleted. Looks again at those that
     * wait, and tries again what could not be deleted.
     *
     * @param limit the most recordings to look at, at least 1
     * @return how it went; skipped are those that the provider asks to leave alone for now
     */
    Round cleanup(int limit);

    /**
     * Moves classes that are due and qualify to the catalog, each once.
     *
     * @param limit the most recordings to look at, at least 1
     * @return how it went; skipped are those that are not stored yet
     */
    Round migrate(int limit);

    /**
     * Looks for assets that nobody owns, which are deleted, and for recordings whose asset is gone, which are closed and counted as failed.
     *
     * @param limit the most assets to look at, at least 1
     * @return how it went
     */
    Round orphans(int limit);

    /**
     * @param limit the most to list, at least 1
     * @return what {@link #cleanup} would do now, with the reason; nothing is changed
     */
    List<PlannedAction> planCleanup(int limit);

    /**
     * @param limit the most to list, at least 1
     * @return what {@link #migrate} would do now, with the reason; nothing is changed
     */
    List<PlannedAction> planMigration(int limit);

    /**
     * @param limit the most to list, at least 1
     * @return what {@link #orphans} would delete now; nothing is changed
     */
    List<PlannedAction> planOrphans(int limit);

    /**
     * @param limit the most to give, at least 1
     * @return what was done, the latest first
     */
    List<RetentionEntry> log(int limit);
}
