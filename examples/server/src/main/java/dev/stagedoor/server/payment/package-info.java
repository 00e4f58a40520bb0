/** Wallets at somebody else's, sweeps over payments, and what an operator decides. */
@NullMarked
package dev.stagedoor.server.payment;

import org.jspecify.annotations.NullMarked;
