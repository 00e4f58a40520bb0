/** A local Cloudflare Stream for tests: REST API, media URLs and webhooks on loopback, with faults of your choice. */
@NullMarked
package dev.stagedoor.testkit.cloudflare;

import org.jspecify.annotations.NullMarked;
