package io.promshard.target.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoleTest {

    @Test
    void onlyALeaderAndWhoIsAloneDecide() {
        assertThat(new Role.Leader(7).mandate()).hasValue(7);
        assertThat(new Role.Alone(8).mandate()).hasValue(8);
        assertThat(new Role.Follower(Optional.of(new Peer("a", "http://a"))).mandate())
                .isEmpty();
        assertThat(new Role.Unknown("Consul is away").mandate()).isEmpty();
    }
}
