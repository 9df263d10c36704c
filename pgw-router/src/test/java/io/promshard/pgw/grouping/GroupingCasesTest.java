package io.promshard.pgw.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupingCasesTest {

    private static final GroupingCases CASES = GroupingCases.read();

    @ParameterizedTest
    @MethodSource("pairs")
    void readsTheKeysThatWereStored(GroupingCases.Pair pair) {
        PushPath a = GroupingCases.parse(pair.mode(), pair.a());
        PushPath b = GroupingCases.parse(pair.mode(), pair.b());

        assertThat(a).isEqualTo(GroupingKey.of(pair.keyA()));
        assertThat(b).isEqualTo(GroupingKey.of(pair.keyB()));
        assertThat(a.equals(b)).isEqualTo(pair.same());
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void refusesInTheSameWords(GroupingCases.Rejected rejected) {
        PushPath path = GroupingCases.parse(rejected.mode(), rejected.path());

        assertThat(path).isEqualTo(new Rejection(rejected.status(), rejected.body(), rejected.location()));
    }

    @ParameterizedTest
    @MethodSource("buildDependent")
    void followsTheOfficialBuilds(GroupingCases.BuildDependent either) {
        GroupingCases.Answer answer = either.officialBuild();

        PushPath path = GroupingCases.parse(either.mode(), either.path());

        if (answer.key() == null) {
            assertThat(path)
                    .isInstanceOfSatisfying(
                            Rejection.class,
                            rejection -> assertThat(rejection.status()).isEqualTo(answer.status()));
        } else {
            assertThat(path).isEqualTo(GroupingKey.of(answer.key()));
        }
    }

    @ParameterizedTest
    @MethodSource("poison")
    void findsThePoison(GroupingCases.Poisoned poisoned) {
        PushPath path = GroupingCases.parse(poisoned.mode(), poisoned.culprit());

        assertThat(path)
                .isInstanceOfSatisfying(
                        GroupingKey.class,
                        key -> assertThat(PoisonGuardTest.STANDARD.inspect(key)).isPresent());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void takesNoGoodPairForPoison(GroupingCases.Pair pair) {
        PushPath path = GroupingCases.parse(pair.mode(), pair.a());

        assertThat(path)
                .isInstanceOfSatisfying(
                        GroupingKey.class,
                        key -> assertThat(PoisonGuardTest.STANDARD.inspect(key)).isEmpty());
    }

    static List<GroupingCases.Pair> pairs() {
        return CASES.pairs();
    }

    static List<GroupingCases.Rejected> rejected() {
        return CASES.rejected();
    }

    static List<GroupingCases.BuildDependent> buildDependent() {
        return CASES.buildDependent();
    }

    static List<GroupingCases.Poisoned> poison() {
        return CASES.poison();
    }
}
