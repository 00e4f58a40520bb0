/** People: names, e-mail addresses, roles. Entry point: {@link dev.stagedoor.core.accounts.Accounts}. */
@NullMarked
package dev.stagedoor.core.accounts;

import org.jspecify.annotations.NullMarked;
