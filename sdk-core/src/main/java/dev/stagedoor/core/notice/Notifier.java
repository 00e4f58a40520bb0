package dev.stagedoor.core.notice;

/**
 * SPI: carries messages out. Called by one thread per message, never inside a transaction. The same message may come again after a crash between sending
 * and noting it down; deduplicate by {@link Notice#id()} where possible. Throwing means "not sent": it is tried again later.
 */
@FunctionalInterface
public interface Notifier {
    /**
     * @param notice what to send
     */
    void deliver(Notice notice);
}
