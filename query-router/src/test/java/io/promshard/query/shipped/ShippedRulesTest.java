package io.promshard.query.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules and dashboards ask for metrics that there are, and each alert says what to do. */
class ShippedRulesTest {

    private static final String ALERTS = ShippedFiles.text(ShippedFiles.ROOT.resolve("docs/alerts.md"));
    private static final Pattern METRIC_ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|");
    private static final Set<String> OF_THE_JVM =
            Set.of("jvm_memory_used_bytes", "process_cpu_usage", "system_cpu_count", "jvm_gc_pause_seconds_sum");

    private final Set<String> documented = Stream.of("pgw-router.md", "query-router.md", "target-sharder.md")
            .flatMap(page -> METRIC_ROW
                    .matcher(ShippedFiles.text(ShippedFiles.ROOT.resolve("docs").resolve(page)))
                    .results()
                    .map(row -> row.group(1)))
            .collect(Collectors.toSet());
    private final Set<String> recorded = ShippedFiles.rules().stream()
            .filter(rule -> !rule.isAlert())
            .map(ShippedFiles.Rule::name)
            .collect(Collectors.toSet());

    static List<ShippedFiles.Query> queries() {
        return Stream.concat(
                        ShippedFiles.rules().stream().map(ShippedFiles.Rule::query),
                        ShippedFiles.dashboardQueries().stream())
                .toList();
    }

    static List<ShippedFiles.Rule> alerts() {
        return ShippedFiles.rules().stream().filter(ShippedFiles.Rule::isAlert).toList();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void queriesAskForMetricsThatAreDocumented(ShippedFiles.Query query) {
        assertThat(Exprs.selectors(new PromqlParser(ParserOptions.STABLE).parse(query.text())))
                .isNotEmpty()
                .allSatisfy(selector ->
                        assertThat(known(selector)).as(selector.toString()).isTrue());
    }

    private boolean known(VectorSelector selector) {
        String name = selector.name();
        return recorded.contains(name)
                || OF_THE_JVM.contains(name)
                || documented.contains(name)
                || documented.contains(name.replaceFirst("_(bucket|count|sum)$", ""));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertHasASeverityAndSaysWhatToDo(ShippedFiles.Rule alert) {
        String anchor = alert.name().toLowerCase(Locale.ROOT);
        String severity = alert.map("labels").get("severity");
        assertThat(alert.map("annotations"))
                .containsKeys("summary", "description")
                .containsEntry("runbook", "docs/alerts.md#" + anchor);
        assertThat(severity).isIn("critical", "warning", "info");
        assertThat(ALERTS)
                .contains("\n### " + alert.name() + "\n")
                .contains("| [" + alert.name() + "](#" + anchor + ") | " + severity + " |");
    }

    @Test
    void noAlertIsDescribedThatThereIsNot() {
        Matcher sections = Pattern.compile("(?m)^### (\\w+)$").matcher(ALERTS);
        assertThat(sections.results().map(section -> section.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        alerts().stream().map(ShippedFiles.Rule::name).toList());
    }
}
