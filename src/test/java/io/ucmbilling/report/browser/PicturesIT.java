package io.ucmbilling.report.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.ucmbilling.calls.view.ViewLag;
import io.ucmbilling.collection.Replica;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.testing.DemoFleet;
import io.ucmbilling.testing.database.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

/** The pictures of the README, of the demo's fleet: made anew by {@code -Dpictures}, else left as they are. */
@EnabledIfSystemProperty(
        named = "pictures",
        matches = ".*",
        disabledReason = "makes the pictures of the README, as contributing.md says")
class PicturesIT {
    private static final Path PICTURES = Path.of("src", "docs", "pictures");

    @TempDir
    private Path recordings;

    @Test
    void areTaken() {
        // Playwright writes the names of its constants in small letters of the default locale, of which Turkish ones
        // are others.
        Locale.setDefault(Locale.ROOT);
        Clock clock = Clock.systemUTC();
        try (DemoFleet fleet = DemoFleet.start(clock);
                Database database = Database.fresh();
                Chromium chromium = Chromium.start()) {
            Map<String, String> settings = new LinkedHashMap<>(fleet.properties());
            settings.putAll(ReportGateway.user("demo", "ADMINISTRATOR"));
            settings.put("gateway.recordings.directory", recordings.toString());
            try (Replica gateway = Replica.start(database, clock, settings)) {
                Replica.collect(List.of(gateway));
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> gateway.bean(ViewLag.class).now().isZero());
                take(
                        chromium,
                        "http://localhost:" + gateway.bean(Environment.class).getRequiredProperty("local.server.port"));
            }
        }
    }

    private static void take(Chromium chromium, String url) {
        Page page = chromium.window(1280, ColorScheme.LIGHT, true);
        page.navigate(url);
        page.getByLabel("User name").fill("demo");
        page.getByLabel("Password").fill(ReportGateway.password("demo"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        for (String name : List.of("calls", "overview")) {
            page.navigate(url + "/" + name);
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        }
    }
}
