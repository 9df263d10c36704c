package io.promshard.pgw.grouping;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What real Pushgateways did with a collection of odd paths: {@code grouping/grouping-cases.json}. */
record GroupingCases(
        List<Pair> pairs,
        List<Rejected> rejected,
        @JsonProperty("build_dependent") List<BuildDependent> buildDependent,
        List<Poisoned> poison) {

    static GroupingCases read() {
        try (InputStream json = GroupingCases.class.getResourceAsStream("/grouping/grouping-cases.json")) {
            return JsonMapper.shared().readValue(Objects.requireNonNull(json), GroupingCases.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PushPath parse(String mode, String path) {
        LabelNames names = mode.equals("utf8") ? LabelNames.UTF8 : LabelNames.LEGACY;
        return new GroupingKeyParser("", names).parse(ByteStrings.of(path));
    }

    record Pair(
            String id,
            String mode,
            String a,
            String b,
            boolean same,
            @JsonProperty("key_a") Map<String, String> keyA,
            @JsonProperty("key_b") Map<String, String> keyB) {}

    record Rejected(
            String id,
            String mode,
            String path,
            int status,
            String body,
            @Nullable String location) {}

    record BuildDependent(
            String id,
            String mode,
            String path,
            @JsonProperty("by_build") Map<String, Answer> byBuild) {

        Answer officialBuild() {
            return Objects.requireNonNull(byBuild.get("1.11.2-mux122"));
        }
    }

    record Answer(int status, @Nullable Map<String, String> key) {}

    record Poisoned(
            String id, String mode, String path, @Nullable String then) {

        /** The push that does the harm: the second one where it takes two. */
        String culprit() {
            return then == null ? path : then;
        }
    }
}
