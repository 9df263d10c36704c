package io.promshard.query.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ExternalLabelsTest {

    @Test
    void readsThemAsText() throws Exception {
        assertThat(ExternalLabels.of("""
                        global:
                          scrape_interval: 15s
                          external_labels:
                            cluster: "1"
                            region: 010
                            since: 2020-01-01
                            quoted: "a: b # c"
                            on: yes
                          evaluation_interval: 15s

                        runtime:
                          gogc: 75
                        scrape_configs:
                        - job_name: x
                          static_configs:
                          - labels: {external_labels: no}
                        """))
                .containsEntry("cluster", "1")
                .containsEntry("region", "010")
                .containsEntry("since", "2020-01-01")
                .containsEntry("quoted", "a: b # c")
                .containsEntry("on", "yes")
                .hasSize(5);
    }

    @Test
    void thereMayBeNone() throws Exception {
        assertThat(ExternalLabels.of("")).isEmpty();
        assertThat(ExternalLabels.of("global: {}\n")).isEmpty();
        assertThat(ExternalLabels.of("global:\n  scrape_interval: 15s\n")).isEmpty();
        assertThat(ExternalLabels.of("scrape_configs:\n- global: {external_labels: {a: b}}\n"))
                .isEmpty();
    }

    @Test
    void aBlockAtTheEndCountsAndSoDoesOneInOneLine() throws Exception {
        assertThat(ExternalLabels.of("x: 1\nglobal:\n  external_labels:\n    cluster: a"))
                .containsEntry("cluster", "a");
        assertThat(ExternalLabels.of("global: {external_labels: {cluster: a}}")).containsEntry("cluster", "a");
    }

    @Test
    @Timeout(5)
    void megabytesOfJobsCostNothing() throws Exception {
        String jobs = "- job_name: x\n  static_configs:\n  - targets: [a, b]\n".repeat(200_000);

        assertThat(ExternalLabels.of("global:\n  external_labels:\n    cluster: a\nscrape_configs:\n" + jobs))
                .containsEntry("cluster", "a");
    }

    @Test
    void refusesWhatIsNoConfiguration() {
        for (String odd : new String[] {
            "global: [",
            "global: !!javax.script.ScriptEngineManager {external_labels: {a: b}}",
            "global:\n  external_labels:\n    cluster: [a]\n",
            "global:\n  a: &a [x,x]\n  b: &b [*a,*a]\n" + "  c: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n".repeat(3),
        }) {
            assertThatExceptionOfType(InspectionException.class).isThrownBy(() -> ExternalLabels.of(odd));
        }
    }
}
