package io.promshard.shard.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium with one page, used as a person would. Elements are named by CSS selectors, of which the first match counts.
 * For one thread.
 */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Of a picture in the docs. */
    private static final int MOST_BYTES = 200_000;

    /** The key of an element's reference, a constant of the protocol. */
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private static final List<String> QUIET = List.of(
            "--headless=new",
            "--window-size=1280,900",
            "--hide-scrollbars",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--no-proxy-server",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // What is not on this machine shall not even be looked up.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");

    private final WebDriver driver;
    private final String session;
    private final List<JsonNode> network = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private boolean open = true;

    private Browser(WebDriver driver, String session) {
        this.driver = driver;
        this.session = session;
    }

    static Browser open(WebDriver driver, Path profile) {
        // Chromium's own sandbox cannot be had by root, as whom many a CI runs.
        List<String> arguments = Stream.concat(
                        QUIET.stream(), Stream.of("--user-data-dir=" + profile, isRoot() ? "--no-sandbox" : ""))
                .filter(argument -> !argument.isEmpty())
                .toList();
        Map<String, Object> options = Map.of("args", arguments, "perfLoggingPrefs", Map.of("enableNetwork", true));
        Map<String, Object> wanted = Map.of(
                "browserName",
                "chrome",
                "goog:chromeOptions",
                options,
                "goog:loggingPrefs",
                Map.of("browser", "ALL", "performance", "ALL"));
        JsonNode session = driver.post("/session", Map.of("capabilities", Map.of("alwaysMatch", wanted)));
        return new Browser(driver, "/session/" + session.path("sessionId").asString());
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Returns when the page and its scripts are loaded. */
    public void go(URI page) {
        driver.post(session + "/url", Map.of("url", page.toString()));
    }

    /** What a script's {@code return} gives; its arguments are {@code arguments[0]} and so on. */
    public JsonNode script(String script, Object... arguments) {
        return driver.post(session + "/execute/sync", Map.of("script", script, "args", List.of(arguments)));
    }

    /** What is seen of the element's text; empty if there is none, or it is not seen. */
    public String text(String selector) {
        return texts(selector).stream().findFirst().orElse("");
    }

    /** The text of each match, empty for what is not seen. */
    public List<String> texts(String selector) {
        JsonNode texts = script("""
                const seen = node => node.checkVisibility() ? node.innerText ?? node.textContent : '';
                return [...document.querySelectorAll(arguments[0])].map(seen);
                """, selector);
        return StreamSupport.stream(texts.spliterator(), false)
                .map(text -> text.asString().strip())
                .toList();
    }

    /** Waits until the element's text is as it should be. */
    public void awaitText(String selector, Predicate<String> text) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(text(selector)).as(selector).matches(text));
    }

    /** As by a mouse: only what is seen and not covered can be clicked. */
    public void click(String selector) {
        driver.post(session + "/element/" + element(selector) + "/click", Map.of());
    }

    /** Clears a field and types into it. */
    public void type(String selector, String text) {
        String element = session + "/element/" + element(selector);
        driver.post(element + "/clear", Map.of());
        driver.post(element + "/value", Map.of("text", text));
    }

    private String element(String selector) {
        return driver.post(session + "/element", Map.of("using", "css selector", "value", selector))
                .path(ELEMENT)
                .asString();
    }

    /** Presses keys where the focus is; named keys are the private code points of the protocol. */
    public void press(String keys) {
        List<Map<String, Object>> actions = keys.codePoints()
                .mapToObj(Character::toString)
                .flatMap(key ->
                        Stream.of("keyDown", "keyUp").map(type -> Map.<String, Object>of("type", type, "value", key)))
                .toList();
        Map<String, Object> keyboard = Map.of("type", "key", "id", "keyboard", "actions", actions);
        driver.post(session + "/actions", Map.of("actions", List.of(keyboard)));
    }

    /** A command of the DevTools protocol. */
    public void devtools(String command, Map<String, ?> parameters) {
        driver.post(session + "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    /**
     * Each address that was asked for since the start, by pages and by the browser for them. Its own first page is left out, and
     * what is in an address itself, as the pictures on its fields are.
     */
    public List<URI> requests() {
        log("performance")
                .forEach(entry -> network.add(JsonMapper.shared()
                        .readTree(entry.path("message").asString())
                        .path("message")));
        return network.stream()
                .filter(event -> event.path("method").asString("").equals("Network.requestWillBeSent"))
                .map(event -> event.path("params"))
                .filter(sent -> sent.path("documentURL").asString("").startsWith("http"))
                .map(sent -> sent.path("request").path("url").asString())
                .filter(url -> !url.startsWith("data:"))
                .map(URI::create)
                .toList();
    }

    /** All that was written to the console since the start: errors of scripts, of loading and of policies among it. */
    public List<String> complaints() {
        log("browser")
                .forEach(entry -> complaints.add(entry.path("level").asString() + " "
                        + entry.path("message").asString()));
        return List.copyOf(complaints);
    }

    private JsonNode log(String type) {
        return driver.post(session + "/se/log", Map.of("type", type));
    }

    /** What is seen, as PNG. */
    public byte[] picture() {
        return Base64.getDecoder().decode(driver.get(session + "/screenshot").asString());
    }

    /**
     * Puts a picture into {@code docs}, if {@code -Ddocs.pictures=write}.
     *
     * @param height of the window meanwhile
     */
    public void document(String name, int height) {
        if (!"write".equals(System.getProperty("docs.pictures"))) {
            return;
        }
        driver.post(session + "/window/rect", Map.of("width", 1280, "height", height));
        Path docs = Path.of("").toAbsolutePath().resolveSibling("docs");
        byte[] picture = picture();
        assertThat(picture).as(name).hasSizeLessThan(MOST_BYTES);
        try {
            Files.write(docs.resolve(name), picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            driver.delete(session);
        }
    }
}
