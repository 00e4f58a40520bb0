package dev.stagedoor.server.http;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;

/** Pages from templates that the build has compiled into the jar. */
public final class Templates {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /** Creates the engine; a template's class is loaded when it is first rendered. */
    public Templates() {}

    /**
     * Answers with a page.
     *
     * @param status HTTP status
     * @param template file below {@code src/main/jte}, such as {@code streams.jte}
     * @param model the template's only parameter
     */
    public void answer(Context ctx, int status, String template, Object model) {
        StringOutput html = new StringOutput(16 * 1024);
        engine.render(template, model, html);
        ctx.status(status)
                .header("Cache-Control", "private, no-store")
                .contentType("text/html; charset=utf-8")
                .result(html.toString());
    }
}
