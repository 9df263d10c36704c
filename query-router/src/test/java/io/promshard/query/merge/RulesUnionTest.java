package io.promshard.query.merge;

import static io.promshard.query.merge.Parts.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesUnionTest {

    @Test
    void tellsFilesAndAlertsOfShardsApart() throws IOException {
        List<Part<Slice>> parts = List.of(
                Parts.raw("a", groups(group("/r.yml", alert("")))),
                Parts.raw("b", groups(group("\\u003cr\\u003e", ""))));

        assertThat(text(RulesUnion.of(parts, Shown.ALL)))
                .isEqualTo("{\"status\":\"success\",\"data\":"
                        + groups(group("a:/r.yml", alert(",\"cluster\":\"a\"")) + "," + group("b:\\u003cr\\u003e", ""))
                        + "}");
    }

    @Test
    void leavesRulesAloneThatCameWithoutTheirAlerts() throws IOException {
        String groups = groups("{\"file\":\"%sf\",\"rules\":[{\"name\":\"r\"}]}");

        assertThat(text(RulesUnion.of(List.of(Parts.raw("a", groups.formatted(""))), Shown.ALL)))
                .isEqualTo("{\"status\":\"success\",\"data\":" + groups.formatted("a:") + "}");
    }

    private static String groups(String groups) {
        return "{\"groups\":[" + groups + "]}";
    }

    private static String group(String file, String alerts) {
        return "{\"name\":\"g\\u003c1\\u003e\",\"file\":\"" + file
                + "\",\"rules\":[{\"name\":\"Down\",\"duration\":1.50," + "\"labels\":{\"a\":\"<\"},\"alerts\":["
                + alerts + "],\"type\":\"alerting\"}],\"interval\":60}";
    }

    static String alert(String label) {
        return "{\"labels\":{\"alertname\":\"Down\"" + label + ",\"job\":\"<x>\"},\"annotations\":{\"labels\":\"a\"},"
                + "\"value\":\"1e+00\"}";
    }
}
