package dev.stagedoor.core.tokens;

import dev.stagedoor.core.accounts.UserId;

/**
 * SPI: wallets that somebody else keeps, reached over a network. No method here is called inside a unit of work, and each may block for as long as the
 * adapter's time-outs allow. Nothing that can go wrong on the way is an exception of {@link #debit}, {@link #refund} or {@link #lookUp}: it is one of the
 * outcomes, and each outcome says whether tokens have moved.
 *
 * <table>
 * <caption>What the platform does with an answer to a debit</caption>
 * <tr><th>outcome</th><th>tokens moved by this call</th><th>what follows</th></tr>
 * <tr><td>{@link RemoteResult.Accepted}</td><td>yes, once</td><td>the seat is theirs</td></tr>
 * <tr><td>{@link RemoteResult.Insufficient}, {@link RemoteResult.Refused}</td><td>no</td><td>the seat is free again; after an ambiguous call
 * only when that one can no longer be on the wire</td></tr>
 * <tr><td>{@link RemoteResult.NotApplied}</td><td>no</td><td>the seat is free again, or the call is made again later</td></tr>
 * <tr><td>{@link RemoteResult.Conflict}</td><td>no, but an earlier call under the id may have</td><td>the seat is held; looked up, or a person decides</td></tr>
 * <tr><td>{@link RemoteResult.Ambiguous}</td><td>not known</td><td>the seat is held; looked up, or repeated where the key is honoured, or a person decides</td></tr>
 * <tr><td>{@link RemoteResult.Unsupported}</td><td>no</td><td>a person decides</td></tr>
 * </table>
 *
 * <p>{@link TokenCapabilities#honoursIdempotencyKey()} promises that all calls under one {@link TransferId} together move tokens at most once; not that a
 * refusal sticks to the id, so a refusal says nothing of an earlier call that is still on the wire. {@link TokenCapabilities#looksUp()} promises that
 * {@link #lookUp} finds every movement that has been made. Where a provider promises neither, an ambiguous outcome is never repeated.
 *
 * <p>The promises are checked by {@code RemoteTokenProviderContract} in the testkit.
 */
public interface RemoteTokenProvider extends TokenProvider {
    /**
     * Takes tokens out of a wallet.
     *
     * @param debit who pays what, under the caller's id
     * @return how it went
     */
    RemoteResult debit(RemoteDebit debit);

    /**
     * Pays a debit back, whole or in part.
     *
     * @param refund which debit and how much, under the caller's id
     * @return how it went; {@link RemoteResult.Unsupported} where {@link TokenCapabilities#refunds()} is false
     */
    default RemoteResult refund(RemoteRefund refund) {
        return new RemoteResult.Unsupported();
    }

    /**
     * Asks what became of an earlier debit or refund. Changes nothing.
     *
     * @param id of the debit or refund
     * @param userId whose wallet it was about
     * @return what the provider knows; {@link LookUpResult.Unsupported} where {@link TokenCapabilities#looksUp()} is false
     */
    default LookUpResult lookUp(TransferId id, UserId userId) {
        return new LookUpResult.Unsupported();
    }

    /**
     * {@inheritDoc}
     *
     * @throws TokenProviderException when the provider does not answer, or not with a whole number of tokens
     */
    @Override
    Tokens balance(UserId userId);
}
