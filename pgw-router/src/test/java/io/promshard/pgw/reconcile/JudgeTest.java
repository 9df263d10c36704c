package io.promshard.pgw.reconcile;

import static io.promshard.pgw.reconcile.Standing.DRAINED;
import static io.promshard.pgw.reconcile.Standing.LIVE;
import static io.promshard.pgw.reconcile.Standing.QUARANTINED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.reconcile.Action.Complete;
import io.promshard.pgw.reconcile.Action.Delete;
import io.promshard.pgw.reconcile.Action.Move;
import io.promshard.pgw.reconcile.Action.Reason;
import io.promshard.pgw.reconcile.Verdict.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {

    private static final GroupingKey KEY = GroupingKey.of(Map.of("job", "a"));
    private static final double NOW = 1_000;
    private static final Map<String, Standing> ALL = Map.of("a", LIVE, "b", LIVE, "c", LIVE);

    private static Copy at(String gateway, double pushedAt) {
        return new Copy(gateway, pushedAt, pushedAt, Content.UNSEEN);
    }

    private static Copy moved(String gateway, double pushedAt, double stamp) {
        return new Copy(gateway, pushedAt, stamp, Content.UNSEEN);
    }

    private static Copy holding(String gateway, double pushedAt, long hash, String... families) {
        return new Copy(gateway, pushedAt, pushedAt, new Content(hash, Set.of(families)));
    }

    private static Verdict judge(Mode mode, Map<String, Standing> gateways, Sighting group) {
        return new Judge(new Rules(mode, 10, 1, group.owners().size() > 1 ? 1 : 0), gateways, NOW).judge(group);
    }

    private static Sighting group(List<String> owners, Copy... copies) {
        return new Sighting(KEY, owners, List.of(copies), Sighting.NEVER);
    }

    private static Sighting deleted(double deletedAt, List<String> owners, Copy... copies) {
        return new Sighting(KEY, owners, List.of(copies), deletedAt);
    }

    private static Delete delete(Copy copy, Reason reason) {
        return new Delete(KEY, copy, reason);
    }

    private static Move move(Copy from, String target) {
        return new Move(KEY, from, target);
    }

    @Nested
    class InEachMode {

        @ParameterizedTest
        @EnumSource(Mode.class)
        void oneCopyAtItsOwnerStays(Mode mode) {
            Verdict verdict = judge(mode, ALL, group(List.of("a"), at("a", 500)));

            assertThat(verdict.actions()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(names = {"DELETE", "MOVE"})
        void whatIsOlderThanTheOwnersCopyGoes(Mode mode) {
            Copy stray = at("b", 400);
            Copy other = at("c", 300);

            assertThat(judge(mode, ALL, group(List.of("a"), stray, at("a", 999.5), other))
                            .actions())
                    .containsExactly(delete(stray, Reason.MISPLACED), delete(other, Reason.MISPLACED));
        }

        @ParameterizedTest
        @EnumSource(names = {"DELETE", "MOVE"})
        void ofCopiesThatNoOwnerHasTheOlderGo(Mode mode) {
            Copy older = at("b", 400);

            assertThat(judge(mode, ALL, group(List.of("a"), older, at("c", 995)))
                            .actions())
                    .containsExactly(delete(older, Reason.OLDER));
        }

        @ParameterizedTest
        @EnumSource(names = {"DELETE", "MOVE"})
        void whatIsBeingPushedIsLeftToItsNextPush(Mode mode) {
            Verdict verdict = judge(mode, ALL, group(List.of("a"), at("a", 980), at("b", 995)));

            assertThat(verdict.actions()).isEmpty();
        }

        @Test
        void nothingIsDoneIfItIsOff() {
            Sighting group = deleted(999, List.of("a"), at("a", 500), at("b", 600));

            assertThat(judge(Mode.OFF, ALL, group).actions()).isEmpty();
        }

        @Test
        void aCopyOfAGatewayThatWasNotReadIsADefect() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> judge(Mode.DELETE, Map.of(), group(List.of("a"), at("a", 1))))
                    .withMessageContaining("a copy on a, which was not read");
        }
    }

    @Nested
    class OfAGroupWithATtl {

        private Sighting expiring(double expiresAt, Copy... copies) {
            return new Sighting(KEY, List.of("a"), List.of(copies), Sighting.NEVER, expiresAt);
        }

        @ParameterizedTest
        @EnumSource(names = {"DELETE", "MOVE"})
        void allCopiesGoOnceItIsOver(Mode mode) {
            Copy first = at("a", 500);
            Copy other = at("b", 400);

            assertThat(judge(mode, ALL, expiring(NOW, first, other)).actions())
                    .containsExactly(delete(first, Reason.EXPIRED), delete(other, Reason.EXPIRED));
        }

        @ParameterizedTest
        @EnumSource(names = {"DELETE", "MOVE"})
        void nothingGoesBefore(Mode mode) {
            assertThat(judge(mode, ALL, expiring(NOW + 0.001, at("a", 500))).actions())
                    .isEmpty();
        }

        @Test
        void itGoesFromAGatewayInQuarantineToo() {
            Copy returned = at("b", 400);

            assertThat(judge(Mode.DELETE, Map.of("b", QUARANTINED), expiring(900, returned))
                            .actions())
                    .containsExactly(delete(returned, Reason.EXPIRED));
        }

        @Test
        void whatWasDeletedIsDeletedForThat() {
            Copy copy = at("b", 400);
            Sighting group = new Sighting(KEY, List.of("a"), List.of(copy), 500, 900);

            assertThat(judge(Mode.DELETE, ALL, group).actions()).containsExactly(delete(copy, Reason.TOMBSTONE));
        }

        @Test
        void nothingGoesIfAllIsOff() {
            assertThat(judge(Mode.OFF, ALL, expiring(900, at("a", 500))).actions())
                    .isEmpty();
        }

        @Test
        void aPlanSaysHowManyThereAre() {
            Judge judge = new Judge(new Rules(Mode.DELETE, 10, 1, 0), ALL, NOW);
            List<Sighting> groups =
                    List.of(expiring(900, at("a", 500), at("b", 400)), new Sighting(KEY, List.of(), List.of(), 0));

            assertThat(Plan.of(judge, groups).expired()).containsExactly(KEY);
        }
    }

    @Nested
    class ModeDelete {

        @Test
        void leavesWhatIsMisplacedWhereItIs() {
            Verdict verdict = judge(Mode.DELETE, ALL, group(List.of("a"), at("b", 500)));

            assertThat(verdict).isEqualTo(new Verdict(State.STAYS, List.of()));
        }

        @Test
        void takesTheOlderCopyFromAnOwnerOnceTheGroupIsQuiet() {
            Copy owners = at("a", 900);

            assertThat(judge(Mode.DELETE, ALL, group(List.of("a"), owners, at("b", 985)))
                            .actions())
                    .containsExactly(delete(owners, Reason.OLDER));
        }
    }

    @Nested
    class ModeMove {

        @Test
        void takesAQuietGroupToItsOwner() {
            Copy stray = at("b", 985);

            assertThat(judge(Mode.MOVE, ALL, group(List.of("a"), stray)).actions())
                    .containsExactly(move(stray, "a"));
        }

        @Test
        void replacesAnOlderCopyOfTheOwners() {
            Copy stray = at("b", 985);

            assertThat(judge(Mode.MOVE, ALL, group(List.of("a"), at("a", 900), stray))
                            .actions())
                    .containsExactly(move(stray, "a"));
        }

        @Test
        void endsByDeletingTheSource() {
            Copy stray = at("b", 985);
            Copy arrived = moved("a", 985, 999);

            assertThat(judge(Mode.MOVE, ALL, group(List.of("a"), stray, arrived))
                            .actions())
                    .containsExactly(delete(stray, Reason.MISPLACED));
        }

        @Test
        void doesNotFollowItselfAtOnce() {
            Verdict verdict = judge(Mode.MOVE, ALL, group(List.of("b"), moved("a", 500, 995)));

            assertThat(verdict).isEqualTo(new Verdict(State.ACTIVE, List.of()));
        }

        @Test
        void leavesGroupsOfWhichNoPushEverSucceeded() {
            Verdict verdict = judge(Mode.MOVE, ALL, group(List.of("a"), at("b", 0)));

            assertThat(verdict).isEqualTo(new Verdict(State.STAYS, List.of()));
        }

        @Test
        void doesNotGoToAnOwnerThatWasNotRead() {
            Map<String, Standing> gateways = Map.of("b", LIVE);

            Verdict verdict = judge(Mode.MOVE, gateways, group(List.of("a"), at("b", 500)));

            assertThat(verdict).isEqualTo(new Verdict(State.OWNERLESS, List.of()));
        }

        @Test
        void emptiesADrainedGateway() {
            Copy stray = at("b", 500);
            Map<String, Standing> gateways = Map.of("a", LIVE, "b", DRAINED);

            assertThat(judge(Mode.MOVE, gateways, group(List.of("a"), stray)).actions())
                    .containsExactly(move(stray, "a"));
        }

        @Test
        void waitsWhileNobodyIsLive() {
            Verdict verdict = judge(Mode.MOVE, Map.of("b", DRAINED), group(List.of(), at("b", 500)));

            assertThat(verdict).isEqualTo(new Verdict(State.OWNERLESS, List.of()));
        }
    }

    @Nested
    class OfSeveralOwners {

        private final List<String> owners = List.of("a", "b");

        @Test
        void eachHasItsOwnCopyAMomentApart() {
            Verdict verdict = judge(Mode.MOVE, ALL, group(owners, at("a", 500), at("b", 500.8)));

            assertThat(verdict).isEqualTo(new Verdict(State.IN_PLACE, List.of()));
        }

        @Test
        void theOneThatLacksItGetsItAndOthersKeepItUntilThen() {
            Copy first = at("a", 500);

            assertThat(judge(Mode.MOVE, ALL, group(owners, first, at("c", 400))).actions())
                    .containsExactlyInAnyOrder(move(first, "b"), delete(at("c", 400), Reason.OLDER));
            assertThat(judge(Mode.MOVE, ALL, group(owners, at("a", 995.5), at("c", 995))))
                    .isEqualTo(new Verdict(State.ACTIVE, List.of()));
            assertThat(judge(Mode.DELETE, ALL, group(owners, at("a", 500.5), at("c", 500))))
                    .isEqualTo(new Verdict(State.STAYS, List.of()));
        }

        @Test
        void oneThatLacksAFamilyIsGivenItThoughTheGroupIsBeingPushed() {
            Copy all = holding("a", 999, 1, "x", "y");
            Copy part = holding("b", 999.2, 2, "y");

            assertThat(judge(Mode.MOVE, ALL, group(owners, all, part)))
                    .isEqualTo(new Verdict(State.ACTS, List.of(new Complete(KEY, all, part))));
        }

        @Test
        void eachIsGivenWhatItMissed() {
            Copy one = holding("a", 500, 1, "x", "y");
            Copy other = holding("b", 500.2, 2, "y", "z");

            assertThat(judge(Mode.MOVE, ALL, group(owners, one, other)).actions())
                    .containsExactlyInAnyOrder(new Complete(KEY, one, other), new Complete(KEY, other, one));
        }

        @Test
        void noneIsGivenWhatAnOlderPushHad() {
            Copy newer = holding("b", 500, 2, "y");

            assertThat(judge(Mode.MOVE, ALL, group(owners, holding("a", 490, 1, "x", "y"), newer))
                            .actions())
                    .containsExactly(move(newer, "a"));
        }

        @Test
        void valuesThatDifferBecomeThoseOfTheNewestOnceNobodyPushes() {
            Copy newest = holding("b", 500.2, 2, "x");

            assertThat(judge(Mode.MOVE, ALL, group(owners, holding("a", 500, 1, "x"), newest))
                            .actions())
                    .containsExactly(move(newest, "a"));
            assertThat(judge(Mode.MOVE, ALL, group(owners, holding("a", 999, 1, "x"), holding("b", 999.2, 2, "x"))))
                    .isEqualTo(new Verdict(State.IN_PLACE, List.of()));
        }

        @Test
        void theOlderOfTwoThatAreTheSameStaysWhereNothingIsMoved() {
            assertThat(judge(Mode.DELETE, ALL, group(owners, holding("a", 490, 1, "x"), holding("b", 500, 1, "x"))))
                    .isEqualTo(new Verdict(State.IN_PLACE, List.of()));
        }

        @Test
        void oneThatComesBackWithWhatTheOtherHasKeepsIt() {
            Map<String, Standing> gateways = Map.of("a", LIVE, "b", QUARANTINED, "c", LIVE);
            Copy newest = holding("a", 500.2, 1, "x");

            assertThat(judge(Mode.DELETE, gateways, group(List.of("a", "c"), newest, holding("b", 500, 1, "x")))
                            .actions())
                    .isEmpty();
            assertThat(judge(Mode.DELETE, gateways, group(List.of("a", "c"), newest, holding("b", 500, 2, "x")))
                            .actions())
                    .containsExactly(delete(holding("b", 500, 2, "x"), Reason.OLDER));
        }

        @Test
        void theOneThatIsBehindGetsTheNewer() {
            Copy newer = at("b", 502);

            assertThat(judge(Mode.MOVE, ALL, group(owners, at("a", 500), newer)).actions())
                    .containsExactly(move(newer, "a"));
        }

        @Test
        void whoeverIsNoOwnerLosesItOnceAllHaveIt() {
            Copy stray = at("c", 499);

            assertThat(judge(Mode.MOVE, ALL, group(owners, at("a", 500), at("b", 500), stray))
                            .actions())
                    .containsExactly(delete(stray, Reason.MISPLACED));
        }
    }

    @Nested
    class Quarantine {

        private final Map<String, Standing> gateways = Map.of("a", QUARANTINED, "b", LIVE);

        @Test
        void endsForWhatOthersHaveNewer() {
            Copy old = at("a", 998);

            assertThat(judge(Mode.DELETE, gateways, group(List.of("b"), old, at("b", 999)))
                            .actions())
                    .containsExactly(delete(old, Reason.OLDER));
        }

        @Test
        void keepsWhatNobodyElseHas() {
            Verdict verdict = judge(Mode.MOVE, gateways, group(List.of("b"), at("a", 500)));

            assertThat(verdict).isEqualTo(new Verdict(State.QUARANTINED, List.of()));
        }

        @Test
        void keepsTheOlderCopyOfOthersUntilItsEnd() {
            Verdict verdict = judge(Mode.MOVE, gateways, group(List.of("b"), at("a", 500), at("b", 400)));

            assertThat(verdict).isEqualTo(new Verdict(State.QUARANTINED, List.of()));
        }
    }

    @Nested
    class Tombstones {

        @Test
        void takeEachCopyThatIsNotNewer() {
            Copy zombie = at("a", 700);
            Copy stray = at("b", 500);

            assertThat(judge(Mode.DELETE, ALL, deleted(800, List.of("a"), zombie, stray))
                            .actions())
                    .containsExactly(delete(zombie, Reason.TOMBSTONE), delete(stray, Reason.TOMBSTONE));
        }

        @Test
        void spareWhatWasPushedAfterThem() {
            Copy zombie = at("b", 700);

            assertThat(judge(Mode.DELETE, ALL, deleted(800, List.of("a"), at("a", 801), zombie))
                            .actions())
                    .containsExactly(delete(zombie, Reason.TOMBSTONE));
        }

        @Test
        void spareAtALiveOwnerWhatMayHaveBeenPushedAfterThemByAClockThatIsBehind() {
            Verdict verdict = judge(Mode.DELETE, ALL, deleted(800, List.of("a"), at("a", 799.5)));

            assertThat(verdict.actions()).isEmpty();
        }

        @Test
        void areExactWhereNobodyPushes() {
            Copy stray = at("b", 799.9);
            Copy back = at("c", 800);
            Map<String, Standing> gateways = Map.of("a", LIVE, "b", LIVE, "c", QUARANTINED);

            assertThat(judge(Mode.DELETE, gateways, deleted(800, List.of("a"), stray, back))
                            .actions())
                    .containsExactly(delete(stray, Reason.TOMBSTONE), delete(back, Reason.TOMBSTONE));
        }

        @Test
        void countTheTimeOfTheOriginalOfAMovedCopy() {
            Copy arrived = moved("a", 700, 900);

            assertThat(judge(Mode.MOVE, ALL, deleted(800, List.of("a"), arrived))
                            .actions())
                    .containsExactly(delete(arrived, Reason.TOMBSTONE));
        }
    }
}
