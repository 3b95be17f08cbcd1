package org.tavolo.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The system's Chromium under Playwright, which never downloads one. Starting takes about a
 * second, so that most tests share the one of {@link Hall}, while each gets a clean {@link Browser#newContext()}. Used by the thread that made it alone.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts a headless Chromium.
     *
     * @param arguments further command-line arguments for it
     * @throws IllegalStateException when the system has none
     */
    public static Chromium start(String... arguments) {
        Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // Chromium's own sandbox refuses to run as root, and /dev/shm is tiny in most containers.
        List<String> all = Stream.concat(
            Stream.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync"),
            Stream.of(arguments)).toList();
        Browser browser = playwright.chromium().launch(
            new BrowserType.LaunchOptions().setExecutablePath(executable()).setHeadless(true).setArgs(all));
        return new Chromium(playwright, browser);
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path executable() {
        String named = System.getenv("CHROME_BIN");
        if (named != null && !named.isEmpty()) {
            return Path.of(named);
        }
        return NAMES.stream()
            .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(at -> Path.of(at, name)))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("There is no Chromium on the PATH; .ci/chromium installs it."));
    }
}
