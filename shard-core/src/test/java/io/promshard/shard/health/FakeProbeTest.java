package io.promshard.shard.health;

import io.promshard.shard.membership.Member;
import java.net.URI;

class FakeProbeTest extends ProbeContract {

    private final FakeProbe probe = new FakeProbe();
    private final Member member = Member.at(URI.create("http://a:9091"));

    @Override
    Probe probe() {
        return probe;
    }

    @Override
    Member ready() {
        return member;
    }

    @Override
    Member gone() {
        probe.answers(member, new ProbeResult.Gone("connection refused"));
        return member;
    }

    @Override
    Member silent() {
        probe.hangsOn(member);
        return member;
    }
}
