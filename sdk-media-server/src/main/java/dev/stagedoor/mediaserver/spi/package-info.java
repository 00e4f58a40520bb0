/** What an embedding application decides for the media server: who may publish and watch, and what it wants to hear. */
@NullMarked
package dev.stagedoor.mediaserver.spi;

import org.jspecify.annotations.NullMarked;
