package io.promshard.shard.membership;

import java.time.Clock;

class FakeSourceTest extends MembershipContract {

    private final FakeSource source = new FakeSource(Clock.systemUTC());

    @Override
    protected Membership membership() {
        return source.membership();
    }

    @Override
    protected void join(int port) {
        source.join(port);
    }

    @Override
    protected void leave(int port) {
        source.leave(port);
    }

    @Override
    protected void fail(int port) {
        source.fail(port);
    }

    @Override
    protected void loseSource() {
        source.lose();
    }

    @Override
    protected void regainSource() {
        source.regain();
    }
}
