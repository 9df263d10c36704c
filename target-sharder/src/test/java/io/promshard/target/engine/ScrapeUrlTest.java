package io.promshard.target.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.promshard.shard.labels.Labels;
import io.promshard.target.discovery.SourceException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeUrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1:9100/metrics, http, 10.0.0.1:9100, /metrics",
        "https://host, https, host, ''",
        "http://host/, http, host, /",
        "http://[::1]:9100/a/b, http, [::1]:9100, /a/b",
        "http://a_b:80/x%3Fy, http, a_b:80, /x?y",
        "http://h:80/a+b%20c, http, h:80, /a+b c",
        "http://h:80/%C3%A9, http, h:80, /é",
    })
    void isTakenApart(String url, String scheme, String address, String path) throws Exception {
        assertThat(Labels.of(ScrapeUrl.labels(url)))
                .isEqualTo(Labels.of("__scheme__", scheme, "__address__", address, "__metrics_path__", path));
    }

    @Test
    void hasAParameterForEachName() throws Exception {
        Map<String, String> labels = ScrapeUrl.labels(
                "http://probe:9115/probe?module=http_2xx&module=tcp&target=https%3A%2F%2Fa.b%2Fc%3Fd%3De+f%26g&x=");

        assertThat(labels)
                .containsEntry("__param_module", "http_2xx")
                .containsEntry("__param_target", "https://a.b/c?d=e f&g")
                .containsEntry("__param_x", "")
                .containsEntry("__metrics_path__", "/probe");
    }

    @Test
    void hasItsLabelsSorted() throws Exception {
        assertThat(ScrapeUrl.labels("http://h/p?a=1&b=2").keySet())
                .containsExactly("__address__", "__metrics_path__", "__param_a", "__param_b", "__scheme__");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h:80/metrics", "http://h/%zz"})
    void isRefusedIfItIsNone(String url) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> ScrapeUrl.labels(url))
                .withMessage("has a target with the URL \"" + url + "\", which is none");
    }
}
