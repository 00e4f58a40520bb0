package dev.stagedoor.e2e.harness;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What people do on the pages, by the words they read there. */
public final class People {

    private People() {}

    /** Signs a demo member in on the sign-in page that is open now. */
    public static void signIn(Page page, String name) {
        page.getByLabel("E-mail").fill(name + "@example.com");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(name + "-demo");
        press(page, "Sign in");
    }

    /** Signs the demo's instructor in and leaves them in the studio. */
    public static void enterStudio(Visitor coach) {
        Page page = coach.open("/instructor/login");
        page.getByLabel("E-mail").fill("coach@example.com");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill("coach-demo");
        page.getByLabel("Instructor access token").fill("instructor-demo");
        press(page, "Open the studio");
        page.waitForURL("**/instructor/streams");
    }

    /** Opens the green room of a class and goes live. */
    public static void goLive(Visitor coach, String classId) {
        Page page = coach.open("/instructor/streams/" + classId + "/broadcast");
        press(page, "Use camera and microphone");
        page.locator("[data-go-live]:not([disabled])").click();
        page.locator("[data-state=live], [data-state=onair], [data-phase=on-air]")
                .first()
                .waitFor();
    }

    /** Presses the button with this name in the page's main part. */
    public static void press(Page page, String name) {
        page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new com.microsoft.playwright.Locator.GetByRoleOptions()
                                .setName(name)
                                .setExact(true))
                .first()
                .click();
    }

    /** The balance shown in the header. */
    public static int balance(Page page) {
        return Integer.parseInt(
                page.locator("[data-balance-figure]").textContent().replaceAll("\\D", ""));
    }
}
