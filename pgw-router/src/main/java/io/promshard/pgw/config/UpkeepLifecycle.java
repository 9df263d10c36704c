package io.promshard.pgw.config;

import io.promshard.pgw.board.Board;
import io.promshard.pgw.leadership.Leadership;
import io.promshard.pgw.ledger.Ledger;
import io.promshard.pgw.upkeep.Lives;
import io.promshard.pgw.upkeep.Reconciler;
import io.promshard.pgw.upkeep.SharedHolds;
import org.springframework.context.SmartLifecycle;

/**
 * Starts upkeep before the web server takes pushes, so that who is drained or in quarantine gets none, and ends it while Consul can still
 * be told.
 */
final class UpkeepLifecycle implements SmartLifecycle {

    private final Board board;
    private final Ledger ledger;
    private final SharedHolds holds;
    private final Lives lives;
    private final Reconciler reconciler;
    private final Leadership leadership;
    private volatile boolean running;

    UpkeepLifecycle(
            Board board, Ledger ledger, SharedHolds holds, Lives lives, Reconciler reconciler, Leadership leadership) {
        this.board = board;
        this.ledger = ledger;
        this.holds = holds;
        this.lives = lives;
        this.reconciler = reconciler;
        this.leadership = leadership;
    }

    @Override
    public void start() {
        running = true;
        board.start();
        ledger.start();
        holds.start();
        lives.subscribe(reconciler::wake);
        lives.start();
        reconciler.start();
        leadership.start(reconciler::wake);
    }

    @Override
    public void stop() {
        reconciler.close();
        lives.close();
        leadership.close();
        ledger.close();
        board.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the gateways are known. */
    @Override
    public int getPhase() {
        return 1;
    }
}
