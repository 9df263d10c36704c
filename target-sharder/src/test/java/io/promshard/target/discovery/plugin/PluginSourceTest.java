package io.promshard.target.discovery.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.shard.labels.Labels;
import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.MayHangContract;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.discovery.TargetSource;
import io.promshard.target.discovery.TargetSourceContract;
import io.promshard.target.model.TargetGroup;
import io.promshard.target.spec.SourceSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PluginSourceTest implements TargetSourceContract, MayHangContract {

    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, String> settings = Map.of("file", "/x");
    private volatile Callable<@Nullable List<TargetGroup>> answer = List::of;

    private final TargetProvider provider = new TargetProvider() {
        @Override
        public String name() {
            return "mine";
        }

        @Override
        public List<TargetGroup> targets(Map<String, String> given) throws Exception {
            assertThat(given).isEqualTo(settings);
            return unchecked(answer.call());
        }
    };
    private final PluginSource source = new PluginSource(
            new SourceSpec.Plugin("mine", settings, Duration.ofMinutes(1)),
            provider,
            new Limits(1_000, 10, 3, 10, 20),
            timeLimit());

    @AfterEach
    void letGo() {
        end.countDown();
    }

    @Override
    public TargetSource source() {
        return source;
    }

    @Override
    public void give(String... addresses) {
        answer = () -> List.of(new TargetGroup(List.of(addresses), Labels.of("a", "b")));
    }

    @Override
    public void spoil() {
        answer = () -> {
            throw new IOException("no such inventory");
        };
    }

    @Override
    public void hang() {
        answer = () -> {
            end.await();
            return List.of();
        };
    }

    @Override
    public Duration timeLimit() {
        return Duration.ofMillis(500);
    }

    static Stream<Arguments> garbage() {
        return Stream.of(
                Arguments.of(answering(null), "plugin mine: it answered null"),
                Arguments.of(answering(Arrays.asList((TargetGroup) null)), "it answered a group that is null"),
                Arguments.of(
                        answering(List.of(new TargetGroup(List.of("a".repeat(21)), Labels.EMPTY))),
                        "the value of target has 21 characters, 20 are allowed"),
                Arguments.of(
                        answering(List.of(new TargetGroup(List.of(), Labels.of("", "x")))),
                        "the name of a label is empty"),
                Arguments.of(
                        answering(
                                List.of(new TargetGroup(List.of(), Labels.of("a", "1", "b", "2", "c", "3", "d", "4")))),
                        "it has 4 labels, 3 are allowed"),
                Arguments.of(
                        answering(List.of(new TargetGroup(Collections.nCopies(11, "a:1"), Labels.EMPTY))),
                        "it answered more than 10 targets"),
                Arguments.of(
                        throwing(new IllegalStateException("oops")),
                        "it failed: java.lang.IllegalStateException: oops"),
                Arguments.of(
                        throwing(new NoClassDefFoundError("lib/X")),
                        "it failed: java.lang.NoClassDefFoundError: lib/X"));
    }

    @ParameterizedTest
    @MethodSource
    void garbage(Callable<@Nullable List<TargetGroup>> given, String message) {
        answer = given;

        assertThatThrownBy(source::read).isInstanceOf(SourceException.class).hasMessageContaining(message);
    }

    @Test
    void isNotCalledAgainBeforeItHasEnded() {
        answer = () -> {
            boolean interrupted = false;
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            assertThat(interrupted).isTrue();
            return List.of();
        };
        assertThatThrownBy(source::read).hasMessageContaining("it did not answer within 500 ms");

        assertThatThrownBy(source::read).hasMessage("plugin mine: it was interrupted and has not ended yet");
    }

    private static Callable<@Nullable List<TargetGroup>> answering(@Nullable List<TargetGroup> groups) {
        return () -> groups;
    }

    private static Callable<@Nullable List<TargetGroup>> throwing(Throwable failure) {
        return () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
    }

    /** What a provider that knows nothing of our annotations may do. */
    @SuppressWarnings("NullAway")
    private static List<TargetGroup> unchecked(@Nullable List<TargetGroup> groups) {
        return groups;
    }
}
