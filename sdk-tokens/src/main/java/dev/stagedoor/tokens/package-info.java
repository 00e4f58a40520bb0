/** Token providers: {@link dev.stagedoor.tokens.LedgerTokenProvider}, a double-entry ledger in the same database as the seats. */
@NullMarked
package dev.stagedoor.tokens;

import org.jspecify.annotations.NullMarked;
