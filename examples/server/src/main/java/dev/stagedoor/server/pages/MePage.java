package dev.stagedoor.server.pages;

import java.util.List;

/**
 * {@code /me}.
 *
 * @param frame what is around it
 * @param seats seats of classes that are live or to come
 * @param pastSeats the other ones
 * @param history what moved the balance, newest first
 * @param walletsElsewhere whether somebody else keeps the wallets: the history is then only what happened from here
 * @param buyTokensUrl where tokens can be bought; empty when nowhere
 */
public record MePage(
        Frame frame,
        List<Seat> seats,
        List<Seat> pastSeats,
        List<Line> history,
        boolean walletsElsewhere,
        String buyTokensUrl) {

    /**
     * A seat.
     *
     * @param stream the class
     * @param paid for example {@code 20 tokens}
     * @param state for example {@code Reserved}
     */
    public record Seat(StreamCard stream, String paid, String state) {}

    /**
     * A line of the token history.
     *
     * @param when the moment
     * @param why the reason in words
     * @param amount signed
     * @param counted whether these tokens have moved
     * @param after tokens after it; with wallets elsewhere, what became of it
     */
    public record Line(When when, String why, long amount, boolean counted, String after) {

        /** A movement in a wallet of ours. */
        static Line own(When when, String why, long amount, long balance) {
            return new Line(when, why, amount, true, Words.number(balance));
        }

        /** {@code +50} or {@code −20}. */
        public String signed() {
            return amount < 0 ? "−" + Words.number(-amount) : "+" + Words.number(amount);
        }
    }
}
