package dev.stagedoor.server;

import dev.stagedoor.server.config.ServerConfig;
import dev.stagedoor.server.http.Assets;
import dev.stagedoor.server.http.Templates;
import java.time.InstantSource;

/**
 * What the rooms of the server share.
 *
 * @param config what the operator set
 * @param clock the server's time; in demo mode it may be ahead
 * @param assets style sheets, scripts, icons
 * @param templates the pages
 */
public record App(ServerConfig config, InstantSource clock, Assets assets, Templates templates) {}
