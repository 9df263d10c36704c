package io.promshard.shard.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What holds of every page of a console, checked as a {@link Browser} shows it. */
public final class PageRules {

    /** Gives what is named by nothing that a screen reader could read. */
    private static final String UNNAMED = """
            const named = node => node.textContent.trim() || node.getAttribute('aria-label') || node.labels?.length
                || document.getElementById(node.getAttribute('aria-labelledby'))?.textContent;
            const bad = [...document.querySelectorAll('button, input, select, textarea, a, svg[role=img]')].filter(node => !named(node));
            const headers = [...document.querySelectorAll('th')].filter(node => !node.scope);
            const ids = [...document.querySelectorAll('[id]')].map(node => node.id);
            const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
            return [...bad, ...headers].map(node => node.outerHTML).concat(twice);
            """;

    /** Gives texts that are seen and stand out too little from their ground, by the formula of WCAG 2.2. */
    private static final String PALE = """
            const parts = colour => colour.match(/[\\d.]+/g).map(Number);
            const linear = part => part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
            const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
            const ground = node => {
                for (let each = node; each; each = each.parentElement) {
                    const [r, g, b, a = 1] = parts(getComputedStyle(each).backgroundColor);
                    if (a === 1) return [r, g, b];
                }
                return [255, 255, 255];
            };
            const pale = [];
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const node = walk.currentNode.parentElement;
                if (!walk.currentNode.data.trim() || node.getClientRects().length === 0 || node.disabled) continue;
                const style = getComputedStyle(node);
                const [one, other] = [light(parts(node.closest('svg') ? style.fill : style.color)), light(ground(node))];
                const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
                if (contrast < 4.5) pale.push(`${walk.currentNode.data.trim()}: ${contrast.toFixed(2)}`);
            }
            return pale;
            """;

    private PageRules() {}

    /** Nothing came from elsewhere, and neither scripts nor policies had anything to complain of. */
    public static void assertKeepsToItself(Browser browser, URI origin) {
        assertThat(browser.requests())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.toString()).startsWith(origin.toString()));
        assertThat(browser.complaints()).isEmpty();
    }

    /** Everything has a name, and text stands out from its ground in both schemes. */
    public static void assertAccessible(Browser browser) {
        assertThat(strings(browser, UNNAMED)).isEmpty();
        for (String scheme : List.of("light", "dark")) {
            browser.devtools(
                    "Emulation.setEmulatedMedia",
                    Map.of(
                            "features",
                            List.of(
                                    Map.of("name", "prefers-color-scheme", "value", scheme),
                                    Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
            assertThat(strings(browser, PALE)).as(scheme).isEmpty();
        }
        browser.devtools("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    private static List<String> strings(Browser browser, String script) {
        return StreamSupport.stream(browser.script(script).spliterator(), false)
                .map(text -> text.asString())
                .toList();
    }
}
