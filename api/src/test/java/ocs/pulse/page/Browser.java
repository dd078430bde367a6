package ocs.pulse.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium, looking at one program. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final ChromeDriver driver;
    private final String base;

    Browser(Path profile, int port) {
        base = "http://127.0.0.1:" + port;
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1440,1000",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
    }

    void open(String path) {
        driver.get(base + path);
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** Path and query. */
    String address() {
        return Objects.requireNonNull(driver.getCurrentUrl()).substring(base.length());
    }

    String title() {
        return Objects.requireNonNull(driver.getTitle());
    }

    WebElement find(String selector) {
        await().atMost(PATIENCE)
                .until(() -> !driver.findElements(By.cssSelector(selector)).isEmpty());
        return driver.findElement(By.cssSelector(selector));
    }

    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    void click(String selector) {
        find(selector).click();
    }

    /** The text of the first such element, also where it is not to be seen; empty where there is none. */
    String text(String selector) {
        return String.valueOf(run("return document.querySelector(arguments[0])?.textContent ?? ''", selector));
    }

    void awaitText(String selector, String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(text(selector)).isEqualTo(text));
    }

    /** Until the view shows what its address asks. */
    void awaitShown(String selector) {
        await().atMost(PATIENCE)
                .until(() -> count(selector + "[data-state=ready]") > 0 && count("[data-view][aria-busy]") == 0);
    }

    /** The texts of a table's rows, also while the chart is shown in its place. */
    @SuppressWarnings("unchecked") // what the script gives
    List<List<String>> rows(String selector) {
        return (List<List<String>>) Objects.requireNonNull(run(
                "return [...document.querySelectorAll(arguments[0] + ' tbody tr')]"
                        + ".map((row) => [...row.children].map((cell) => cell.textContent))",
                selector));
    }

    /** What a panel's chart draws, summed over the values of one of its series. */
    long drawn(String panel, int series) {
        return ((Number) Objects.requireNonNull(run(
                        "return window.Chart.getChart(document.querySelector(arguments[0] + ' canvas'))"
                                + ".data.datasets[arguments[1]].data.reduce((sum, value) => sum + value, 0)",
                        panel,
                        series)))
                .longValue();
    }

    @Nullable
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What breaks the rules of accessibility that axe-core can check, one line each. */
    @SuppressWarnings("unchecked") // what the script gives
    List<String> accessibilityProblems() throws IOException {
        try (InputStream axe = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
            run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<String>) Objects.requireNonNull(driver.executeAsyncScript("const done = arguments[0];"
                + "axe.run().then((found) => done(found.passes.length === 0 ? ['nothing was checked'] : found.violations.flatMap((rule) => rule.nodes.map((node) =>"
                + " rule.id + ': ' + node.target + ' ' + node.failureSummary))))"));
    }

    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** @param name of a time zone; empty for the machine's own */
    void zone(String name) {
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", name));
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the console was told since it was asked last. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
