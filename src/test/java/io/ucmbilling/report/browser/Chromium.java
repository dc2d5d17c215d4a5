package io.ucmbilling.report.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Debian's Chromium, and what is wrong with the pages that it was shown. */
final class Chromium implements AutoCloseable {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private final Playwright playwright;
    private final Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();

    /** What the pages' consoles said of errors, such as of what the Content-Security-Policy refused. */
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--autoplay-policy=no-user-gesture-required")));
    }

    /** Starts it; if there is none, the test is skipped. */
    static Chromium start() {
        Path found = PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(found != null, () -> "no Chromium at any of " + PLACES + ": install it to run the browser's tests");
        return new Chromium(found);
    }

    /** Opens a window of its own, with its own cookies. */
    Page window(int width, ColorScheme scheme, boolean scripts) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("Asia/Tokyo")
                .setJavaScriptEnabled(scripts));
        context.setDefaultTimeout(60_000);
        contexts.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    /** Returns what was complained of since the last time. */
    List<String> complaints() {
        List<String> since = List.copyOf(complaints);
        complaints.clear();
        return since;
    }

    /** Asserts that axe finds nothing serious on the page, and keeps a picture of it. */
    static void inspect(Page page, String name) {
        keepPicture(page, name);
        isFaultless(axe(page), name);
    }

    /** Asserts that each text stands out by seven to one, as those need who ask for more contrast. */
    static void isRichInContrast(Page page, String name) {
        isFaultless(axe(page).withRules(List.of("color-contrast-enhanced")), name);
    }

    /** Looks at one page without frames, in one run on it, and tells of each element that violates a rule. Those that do not are not told. */
    private static AxeBuilder axe(Page page) {
        AxeRunOptions violations = new AxeRunOptions();
        violations.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).setLegacyMode(true).options(violations);
    }

    private static void isFaultless(AxeBuilder axe, String name) {
        AxeResults results = axe.analyze();
        assertThat(results.getPasses()).as("what axe finds right on %s", name).isNotEmpty();
        Stream<Rule> violations = results.getViolations().stream().filter(rule -> GRAVE.contains(rule.getImpact()));
        assertThat(violations.map(
                        rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml()))
                .as("what axe finds on %s", name)
                .isEmpty();
    }

    static void keepPicture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** Asserts that nothing of the page lies beside its window. */
    static void fits(Page page) {
        Object beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat((Integer) beyond).as("pixels that the page is too wide").isZero();
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
        browser.close();
        playwright.close();
    }
}
