package dev.stagedoor.server.pages;

import java.time.Instant;
import java.util.Optional;

/**
 * What every page needs around its own content.
 *
 * @param viewer the signed-in person
 * @param csrfToken goes into every form and into the meta tag that the scripts read
 * @param theme the person's choice
 * @param assets where style sheets, scripts and icons are, without a slash at the end
 * @param path path and query of this page, to come back after sign-in
 * @param notice what just happened
 * @param now the server's time, which the page's clocks follow
 * @param demo whether this is the demonstration with its printed passwords
 */
public record Frame(
        Optional<Viewer> viewer,
        String csrfToken,
        Theme theme,
        String assets,
        String path,
        Optional<Notice> notice,
        Instant now,
        boolean demo) {

    /** Whether somebody is signed in. */
    public boolean signedIn() {
        return viewer.isPresent();
    }

    /** Whether the instructor area is open to the person. */
    public boolean instructor() {
        return viewer.map(Viewer::instructor).orElse(false);
    }
}
