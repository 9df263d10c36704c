package io.promshard.pgw.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoisonGuardTest {

    /** As the settings have it where they say nothing. */
    static final PoisonGuard STANDARD = new PoisonGuard(EnumSet.complementOf(EnumSet.of(Poison.EMPTY_VALUE)));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/metrics/job/%ff, INVALID_UTF8, label \"job\" is not valid UTF-8; got: \"\\xff\"",
                "/metrics/job/x/a/%ED%A0%80, INVALID_UTF8, label \"a\" is not valid UTF-8; got: \"\\xed\\xa0\\x80\"",
                "/metrics/job/x/U___5f__5f_a/1, RESERVED_NAME, label \"__a\" has a reserved name; got: \"1\"",
                "/metrics/job/x/instance/, EMPTY_INSTANCE, label \"instance\" is empty; as after a trailing slash; got: \"\"",
                "/metrics/job/x/le/1, LE_LABEL, label \"le\" is reserved for histograms; got: \"1\"",
                "/metrics/job/x/quantile/, QUANTILE_LABEL, label \"quantile\" is reserved for summaries; got: \"\"",
            })
    void refusesPoisonByDefault(String path, Poison poison, String message) {
        assertThat(STANDARD.inspect(read(path))).contains(new PoisonGuard.Finding(poison, message.replace(';', ',')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/metrics/job/x", "/metrics/job/x/a/", "/metrics/job/x/instance/é/LE/1/_a/1/len/1/quantiles/1"})
    void letsTheRestThroughByDefault(String path) {
        assertThat(STANDARD.inspect(read(path))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Poison.class)
    void letsThroughWhatItIsNotToRefuse(Poison poison) {
        List<Poison> others = List.of(Poison.values()).stream()
                .filter(other -> other != poison)
                .toList();
        GroupingKey key = poisonedBy(poison);

        assertThat(new PoisonGuard(List.of(poison)).inspect(key))
                .map(PoisonGuard.Finding::poison)
                .contains(poison);
        assertThat(new PoisonGuard(others).inspect(key)).isEmpty();
        assertThat(new PoisonGuard(List.of()).inspect(key)).isEmpty();
    }

    @Test
    void namesTheFirstLabelAtFault() {
        Optional<PoisonGuard.Finding> finding = STANDARD.inspect(read("/metrics/job/%ff/le/1/a/%fe"));

        assertThat(finding)
                .map(PoisonGuard.Finding::message)
                .contains("label \"a\" is not valid UTF-8, got: \"\\xfe\"");
    }

    @Test
    void looksAtTheBytesOfNamesToo() {
        TreeMap<String, String> labels = new TreeMap<>(java.util.Map.of("job", "x", "\u00FF", "1"));

        assertThat(STANDARD.inspect(new GroupingKey(labels)))
                .map(PoisonGuard.Finding::message)
                .contains("label \"\\xff\" is not valid UTF-8, got: \"1\"");
    }

    private static GroupingKey poisonedBy(Poison poison) {
        return switch (poison) {
            case INVALID_UTF8 -> read("/metrics/job/x/a/%C0%AF");
            case RESERVED_NAME -> read("/metrics/job/x/U___5f__5f_name_5f__5f_/1");
            case EMPTY_INSTANCE -> read("/metrics/job/x/instance@base64/=");
            case LE_LABEL -> read("/metrics/job/x/le/1");
            case QUANTILE_LABEL -> read("/metrics/job/x/quantile/0.5");
            case EMPTY_VALUE -> read("/metrics/job/x/a/");
        };
    }

    private static GroupingKey read(String path) {
        return (GroupingKey) new GroupingKeyParser("", LabelNames.UTF8).parse(ByteStrings.of(path));
    }
}
