/** Accounts, passwords, web sessions and access tokens. */
@NullMarked
package dev.stagedoor.server.auth;

import org.jspecify.annotations.NullMarked;
