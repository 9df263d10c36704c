package io.promshard.target.discovery;

import java.time.Duration;

class FakeSourceTest implements TargetSourceContract, TellsNewsContract, MayHangContract {

    private final FakeSource source = new FakeSource();

    @Override
    public TargetSource source() {
        return source;
    }

    @Override
    public void give(String... addresses) {
        source.give(addresses);
    }

    @Override
    public void spoil() {
        source.fail("it is broken for now");
    }

    @Override
    public void hang() {
        source.hang();
    }

    @Override
    public Duration timeLimit() {
        return Duration.ofSeconds(1);
    }
}
