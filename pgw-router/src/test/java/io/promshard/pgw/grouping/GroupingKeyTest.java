package io.promshard.pgw.grouping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupingKeyTest {

    private static final GroupingKey KEY = read("/metrics/job/x/zone/%C3%A9/a/1");

    @Test
    void canonicalBytesAreThoseThatAPushgatewaySortsAndJoins() {
        byte[] expected = "a\u00FF1\u00FFjob\u00FFx\u00FFzone\u00FF\u00C3\u00A9".getBytes(ISO_8859_1);

        assertThat(KEY.canonical()).isEqualTo(expected);
        assertThat(KEY.canonicalBytes().getBytes(ISO_8859_1)).isEqualTo(expected);
    }

    @Test
    void labelsAreTextInTheOrderOfTheirNames() {
        assertThat(KEY.labels()).containsExactly(entry("a", "1"), entry("job", "x"), entry("zone", "é"));
        assertThat(KEY.job()).isEqualTo("x");
        assertThat(KEY).hasToString("{a=\"1\",job=\"x\",zone=\"é\"}");
    }

    @Test
    void whoeverChangesTheCopiesDoesNotChangeTheKey() {
        KEY.labels().clear();
        KEY.canonical()[0] = 'b';

        assertThat(KEY)
                .isEqualTo(read("/metrics/job/x/a/1/zone/%C3%A9"))
                .hasSameHashCodeAs(read("/metrics/job/x/a/1/zone/é"));
    }

    @Test
    void labelsKnownAsTextMakeTheSameKeyAsAPath() {
        assertThat(GroupingKey.of(Map.of("zone", "é", "job", "x", "a", "1"))).isEqualTo(KEY);
    }

    @Test
    void anEmptyInstanceIsNotNoInstance() {
        assertThat(read("/metrics/job/x/instance/")).isNotEqualTo(read("/metrics/job/x"));
    }

    @Test
    void invalidUtf8LooksAlikeButIsNotEqual() {
        assertThat(read("/metrics/job/%FF").labels())
                .isEqualTo(read("/metrics/job/%FE").labels());
        assertThat(read("/metrics/job/%FF")).isNotEqualTo(read("/metrics/job/%FE"));
    }

    @Test
    void aSeparatorInAValueCollidesAsItDoesInAPushgateway() {
        assertThat(read("/metrics/job/x/a/1%FFb%FF2")).isEqualTo(read("/metrics/job/x/a/1/b/2"));
    }

    @Test
    void thereIsNoKeyWithoutAJob() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupingKey.of(Map.of("a", "1")))
                .withMessage("a grouping key needs a job, got: {a=1}");
    }

    private static GroupingKey read(String path) {
        return (GroupingKey) new GroupingKeyParser("", LabelNames.LEGACY).parse(ByteStrings.of(path));
    }
}
