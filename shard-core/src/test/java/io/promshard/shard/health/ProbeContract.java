package io.promshard.shard.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.membership.Member;
import org.junit.jupiter.api.Test;

/** What every {@link Probe} keeps to. */
abstract class ProbeContract {

    abstract Probe probe();

    abstract Member ready();

    /** Nobody answers there. */
    abstract Member gone();

    /** Takes the question and never answers. */
    abstract Member silent();

    @Test
    void saysThatAReadyMemberIsReady() {
        assertThat(probe().probe(ready())).isEqualTo(new ProbeResult.Ready());
    }

    @Test
    void saysThatNobodyIsThere() {
        assertThat(probe().probe(gone())).isEqualTo(new ProbeResult.Gone("connection refused"));
    }

    @Test
    void endsAtOnceWhenInterruptedAndStaysSo() {
        Thread.currentThread().interrupt();

        ProbeResult result = probe().probe(silent());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isEqualTo(new ProbeResult.Unready("interrupted"));
    }
}
