package io.promshard.pgw.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.grouping.GroupingKeyParser;
import io.promshard.pgw.grouping.LabelNames;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.routing.RingViews;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PushRouterTest {

    private static final GroupingKey KEY = key("/metrics/job/a");
    private static final PushRequest FOLLOWING = new PushRequest("curl/8", false, false, false, null);
    private static final PushRequest STAYING = new PushRequest(null, false, false, false, null);

    private final HealthTracker health = new HealthTracker();
    private final RingViews views = new RingViews(health);
    private final List<Member> gateways = Stream.of("http://a:1", "http://b:1", "http://c:1")
            .map(url -> Member.at(URI.create(url)))
            .toList();

    private static GroupingKey key(String path) {
        return (GroupingKey) new GroupingKeyParser("", LabelNames.LEGACY).parse(path);
    }

    private PushRouter router(Mode mode) {
        return new PushRouter(views, new ModeRules(mode, ModeRules.PROXIED_USER_AGENTS), 1, 2);
    }

    private Route route(Mode mode, PushRequest push) {
        return router(mode).route(KEY, push);
    }

    private static PushRequest wanting(@Nullable Mode mode) {
        return new PushRequest("curl/8", false, false, false, mode);
    }

    private void know(List<Member> members) {
        views.update(MembershipView.of(members, 1));
    }

    private void suspect(Member... members) {
        Stream.of(members).forEach(member -> health.unreachable(member.id(), "test"));
    }

    @Nested
    class BeforeTheMembersAreKnown {

        @Test
        void nobodyTakesAPush() {
            assertThat(route(Mode.AUTO, FOLLOWING)).isEqualTo(new Route.Unavailable("the gateways are not known yet"));
            assertThat(route(Mode.AUTO, STAYING)).isEqualTo(new Route.Unavailable("the gateways are not known yet"));
        }
    }

    @Nested
    class WithoutMembers {

        @Test
        void nobodyTakesAPush() {
            know(List.of());

            assertThat(route(Mode.AUTO, FOLLOWING)).isEqualTo(new Route.Unavailable("there is no gateway"));
        }
    }

    @Nested
    class WithMembers {

        @BeforeEach
        void know() {
            PushRouterTest.this.know(gateways);
        }

        private Member owner() {
            return ((Route.Redirect) route(Mode.REDIRECT, FOLLOWING)).owner();
        }

        @Test
        void theOwnerTakesItByRedirectOrFirstOfTheCandidates() {
            Route.Forward forward = (Route.Forward) route(Mode.AUTO, STAYING);

            assertThat(forward.candidates()).hasSize(2).startsWith(owner());
            assertThat(forward.reason()).isEqualTo(ProxyReason.CLIENT);
        }

        @Test
        void theSpellingOfAPathDoesNotMatter() {
            List<Route> routes = Stream.of(
                            "/metrics/job/a/x/1/y/2", "/metrics/job/a/y/2/x/1", "/metrics/job/%61/x/1/y/2")
                    .map(path -> router(Mode.REDIRECT).route(key(path), FOLLOWING))
                    .distinct()
                    .toList();

            assertThat(routes).hasSize(1);
        }

        @Test
        void eachGatewayGetsAShare() {
            List<Route> routes = IntStream.range(0, 300)
                    .mapToObj(i -> router(Mode.REDIRECT).route(key("/metrics/job/" + i), FOLLOWING))
                    .distinct()
                    .toList();

            assertThat(routes).hasSize(3);
        }

        @Test
        void aSuspectIsPassedOver() {
            Member owner = owner();

            suspect(owner);

            assertThat(owner()).isNotEqualTo(owner);
            assertThat(((Route.Forward) route(Mode.AUTO, STAYING)).candidates()).doesNotContain(owner);
        }

        @Test
        void aCriticalOneIsPassedOver() {
            Member owner = owner();

            PushRouterTest.this.know(gateways.stream()
                    .map(member -> member.equals(owner) ? member.withHealth(Health.CRITICAL) : member)
                    .toList());

            assertThat(owner().id()).isNotEqualTo(owner.id());
        }

        @Test
        void allSuspectAreStillTriedByProxyButNobodyIsSentThere() {
            suspect(gateways.toArray(Member[]::new));

            assertThat(route(Mode.REDIRECT, FOLLOWING))
                    .isEqualTo(new Route.Unavailable("none of 3 gateways is healthy"));
            assertThat(((Route.Forward) route(Mode.AUTO, FOLLOWING)).candidates())
                    .hasSize(2);
        }
    }

    @Nested
    class InDoubt {

        private Member owner;

        @BeforeEach
        void mostAreSuspect() {
            know(gateways);
            owner = ((Route.Redirect) route(Mode.REDIRECT, FOLLOWING)).owner();
            suspect(gateways.stream().filter(other -> !other.equals(owner)).toArray(Member[]::new));
            assertThat(views.current().inDoubt()).isTrue();
        }

        @Test
        void autoSendsNobodyToAGatewayUnseen() {
            assertThat(((Route.Forward) route(Mode.AUTO, FOLLOWING)).reason()).isEqualTo(ProxyReason.IN_DOUBT);
        }

        @Test
        void whoWantsARedirectGetsOne() {
            assertThat(route(Mode.REDIRECT, FOLLOWING)).isEqualTo(new Route.Redirect(owner));
            assertThat(route(Mode.AUTO, wanting(Mode.REDIRECT))).isEqualTo(new Route.Redirect(owner));
        }

        @Test
        void aRequestThatWantsAutoIsTreatedAsInAuto() {
            assertThat(route(Mode.REDIRECT, wanting(Mode.AUTO))).isInstanceOf(Route.Forward.class);
        }

        @Test
        void theSuspectsKeepTheirPlaceInTheOrder() {
            IntStream.range(0, 50).mapToObj(i -> key("/metrics/job/" + i)).forEach(key -> {
                List<Member> candidates = ((Route.Forward) router(Mode.PROXY).route(key, FOLLOWING)).candidates();
                int first = views.current().ring().owners(PushRouter.hash(key), 1)[0];

                assertThat(candidates).startsWith(views.current().members().get(first));
            });
        }
    }
}
