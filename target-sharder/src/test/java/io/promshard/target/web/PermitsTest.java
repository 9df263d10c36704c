package io.promshard.target.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PermitsTest {

    private final Permits permits = new Permits("another simulation", 1);

    @Test
    void refusesASecondAtATime() {
        permits.with(() -> assertThatThrownBy(() -> permits.with(() -> 1))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(429))
                .hasMessage("another simulation is being answered for somebody else: try again"));
    }

    @Test
    void areGivenBackWhateverHappens() {
        assertThatThrownBy(() -> permits.with(() -> {
                    throw RefusedException.badRequest("no");
                }))
                .hasMessage("no");

        assertThat(permits.with(() -> 1)).isEqualTo(1);
    }
}
