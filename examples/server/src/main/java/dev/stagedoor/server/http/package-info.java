/** The HTTP edge: the Javalin application, who is calling, problems, assets, headers, limits. */
@NullMarked
package dev.stagedoor.server.http;

import org.jspecify.annotations.NullMarked;
