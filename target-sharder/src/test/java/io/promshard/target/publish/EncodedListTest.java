package io.promshard.target.publish;

import static io.promshard.target.publish.Samples.target;
import static io.promshard.target.publish.Samples.targets;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.labels.Labels;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EncodedListTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void isWhatPrometheusReadsWithTheKeyBesideTheLabels() {
        Target target = target("j", "a:9100", "env", "prod", "__meta_consul_dc", "eu");

        assertThat(text(List.of(target))).isEqualTo("""
                [
                {"targets":["a:9100"],"labels":{"__meta_sharder_key":"%s","__meta_consul_dc":"eu","env":"prod"}}
                ]
                """.formatted(TargetKey.text(target.key())));
    }

    @Test
    void oneThatFollowsAnotherIsCompressedIfThatOneWas() {
        EncodedList plain = EncodedList.of(targets("j", 1));
        EncodedList compressed = EncodedList.of(targets("j", 1));
        compressed.gzip();
        EncodedList afterPlain = EncodedList.of(targets("j", 2));
        EncodedList afterCompressed = EncodedList.of(targets("j", 2));

        afterPlain.encodeAs(plain);
        afterCompressed.encodeAs(compressed);

        assertThat(afterPlain.isCompressed()).isFalse();
        assertThat(afterCompressed.isCompressed()).isTrue();
    }

    @Test
    void anEmptyListIsAnEmptyArray() {
        assertThat(text(List.of())).isEqualTo("[]\n");
    }

    @Test
    void targetsOfOneKeyWithEqualLabelsAreOneGroup() {
        List<Target> targets = List.of(together("a:1", "x"), together("b:1", "y"), together("c:1", "x"));

        JsonNode groups = JSON.readTree(text(targets));

        assertThat(groups.size()).isEqualTo(2);
        assertThat(groups.get(0).get("targets").toString()).isEqualTo("[\"a:1\",\"c:1\"]");
        assertThat(groups.get(1).get("targets").toString()).isEqualTo("[\"b:1\"]");
    }

    @Test
    void theAddressIsTheOneThatTheCollectorGetsNotTheRelabelledOne() {
        Labels discovered = Labels.of("__address__", "raw:1");
        Labels identity = Labels.of("__address__", "final:2");

        Target target = Target.of("j", new DiscoveredTarget(discovered, identity), List.of());

        assertThat(JSON.readTree(text(List.of(target))).get(0).get("targets").toString())
                .isEqualTo("[\"raw:1\"]");
    }

    @Test
    void aKeyThatSomebodyElseWroteIsReplaced() {
        Target target = target("j", "a:1", "__meta_sharder_key", "theirs");

        assertThat(text(List.of(target))).contains(TargetKey.text(target.key())).doesNotContain("theirs");
    }

    @Test
    void textIsUtf8WithQuotesAndControlCharactersEscaped() {
        Target target = target("j", "a:1", "größe", "é\"\\\n\u0001😀");

        JsonNode labels = JSON.readTree(text(List.of(target))).get(0).get("labels");

        assertThat(labels.get("größe").asString()).isEqualTo("é\"\\\n\u0001😀");
        assertThat(text(List.of(target))).contains("größe", "😀");
    }

    @Test
    void halfACharacterSpoilsNothing() {
        Target target = target("j", "a:1", "name", "x\ud800y");

        JsonNode labels = JSON.readTree(text(List.of(target))).get(0).get("labels");

        assertThat(labels.get("name").asString()).isEqualTo("x\uFFFDy");
    }

    @Test
    void aLabelWithoutANameIsLeftOut() {
        assertThat(text(List.of(target("j", "a:1", "", "x", "b", "y"))))
                .contains("\"b\":\"y\"")
                .doesNotContain("\"x\"");
    }

    @Test
    void compressedItIsTheSame() throws IOException {
        EncodedList list = EncodedList.of(targets("j", 1000));

        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(list.gzip()))) {
            assertThat(plain.readAllBytes()).isEqualTo(list.json());
        }
        assertThat(list.gzip().length).isLessThan(list.json().length / 5);
    }

    @Test
    void theTagIsThatOfTheContent() {
        assertThat(EncodedList.of(targets("j", 10)).tag())
                .isEqualTo(EncodedList.of(targets("j", 10)).tag())
                .isNotEqualTo(EncodedList.of(targets("j", 11)).tag());
    }

    @Test
    void isEncodedOnce() {
        EncodedList list = EncodedList.of(targets("j", 10));

        assertThat(list.json()).isSameAs(list.json());
        assertThat(list.gzip()).isSameAs(list.gzip());
    }

    private static Target together(String address, String label) {
        Labels labels = Labels.of("__address__", address, "label", label, "unit", "u");
        return Target.of("j", DiscoveredTarget.of(labels), List.of("unit"));
    }

    private static String text(List<Target> targets) {
        return new String(EncodedList.of(targets).json(), UTF_8);
    }
}
