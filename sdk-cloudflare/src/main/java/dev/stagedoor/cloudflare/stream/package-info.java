/**
 * A typed client of Cloudflare Stream, useful without the rest of the SDK.
 *
 * <pre>{@code
 * CloudflareStream stream = CloudflareStream.builder(accountId, apiToken).build();
 * LiveInput input = stream.liveInputs()
 *         .create(LiveInputSettings.builder().name("room 12").requireSignedUrls(true).build(), "class-" + classId);
 * List<String> recordings = stream.videos().all(VideoQuery.ofLiveInput(input.uid())).map(Video::uid).toList();
 * }</pre>
 *
 * <p>Expected outcomes are values: {@code find} gives an {@code Optional}, {@code delete} says whether there was something. All else that goes wrong is a {@link
 * dev.stagedoor.cloudflare.stream.CloudflareStreamException}, whose subclasses name the answer and whose {@code effectUnknown} says whether to look before the
 * call is repeated.
 */
@NullMarked
package dev.stagedoor.cloudflare.stream;

import org.jspecify.annotations.NullMarked;
