package io.promshard.query.merge;

import static io.promshard.query.merge.Parts.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertsUnionTest {

    @Test
    void listsAlertsOfAllShardsWithTheirLabels() throws IOException {
        assertThat(text(AlertsUnion.of(
                        List.of(
                                Parts.raw("a", alerts(RulesUnionTest.alert(""))),
                                Parts.raw("b", alerts("")),
                                Parts.raw("c", alerts(RulesUnionTest.alert("")))),
                        Shown.ALL)))
                .isEqualTo("{\"status\":\"success\",\"data\":"
                        + alerts(RulesUnionTest.alert(",\"cluster\":\"a\"") + ","
                                + RulesUnionTest.alert(",\"cluster\":\"c\""))
                        + "}");
    }

    private static String alerts(String alerts) {
        return "{\"alerts\":[" + alerts + "]}";
    }
}
