/**
 * A local Cloudflare Stream for tests: REST API, uploads, media addresses and webhooks of one account on loopback, by a clock and with faults of
 * your choice. Begin at {@link dev.stagedoor.testkit.cloudflare.LocalCloudflare}. It is faithful to what is published about the service and says
 * in {@code docs/local-cloudflare.md} what that is, what nobody outside knows (marked [U] in the source), and what it leaves out.
 */
@NullMarked
package dev.stagedoor.testkit.cloudflare;

import org.jspecify.annotations.NullMarked;
