package io.ucmbilling.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.ucmbilling.report.ReportGateway;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The one browser and the one gateway of all browser tests: started by the first of them, closed behind the last test of all. */
final class BrowsedReport implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    static final int WIDEST = 1440;

    private record Shared(Chromium chromium, BrowsedFleet fleet) implements AutoCloseable {
        @Override
        public void close() {
            chromium.close();
            fleet.close();
        }
    }

    private @Nullable Shared shared;

    /** Playwright writes the names of its constants in small letters of the default locale, of which Turkish ones are others. */
    private final Locale locale = Locale.getDefault();

    @Override
    public void beforeAll(ExtensionContext context) {
        Locale.setDefault(Locale.ROOT);
        shared = context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Shared.class, type -> new Shared(Chromium.start(), new BrowsedFleet()), Shared.class);
    }

    /** R1: the policy refuses nothing that the pages need, and no script fails. */
    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(chromium().complaints()).isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Locale.setDefault(locale);
    }

    private Shared shared() {
        return Objects.requireNonNull(shared, "no browser");
    }

    Chromium chromium() {
        return shared().chromium();
    }

    BrowsedFleet fleet() {
        return shared().fleet();
    }

    /** Opens a window of its own, in which somebody is signed in. */
    Page window(int width, ColorScheme scheme, boolean scripts, String user) {
        Page window = chromium().window(width, scheme, scripts);
        window.navigate(fleet().url());
        signIn(window, user, ReportGateway.password(user));
        return window;
    }

    static void signIn(Page window, String user, String password) {
        window.getByLabel("User name").fill(user);
        window.getByLabel("Password").fill(password);
        button(window, "Sign in").click();
    }

    void open(Page page, String path) {
        page.navigate(fleet().url() + path);
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator link(Page page, Pattern name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }
}
