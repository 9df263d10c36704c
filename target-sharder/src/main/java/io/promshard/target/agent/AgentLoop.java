package io.promshard.target.agent;

import io.promshard.shard.loop.Sleeper;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives an agent turn after turn on a thread of its own, until it is closed. */
public final class AgentLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AgentLoop.class);
    private static final Duration AFTER_A_DEFECT = Duration.ofSeconds(5);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final Agent agent;
    private final Sleeper sleeper;
    private final Thread thread;

    public AgentLoop(Agent agent, Sleeper sleeper) {
        this.agent = agent;
        this.sleeper = sleeper;
        this.thread = Thread.ofPlatform().daemon().name("agent").unstarted(this::run);
    }

    /** Begins; may be called once. */
    public void start() {
        thread.start();
    }

    /** Interrupts the turn and waits for its end; the files stay. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(ENDS_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        agent.close();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                sleeper.sleep(turn());
            }
        } catch (InterruptedException e) {
            log.debug("the agent ends");
        }
    }

    /** A defect must not end the thread that nothing would bring back, nor an answer too large for the memory. */
    private Duration turn() throws InterruptedException {
        try {
            return agent.turn();
        } catch (RuntimeException | Error e) {
            log.error("the agent has a defect and goes on", e);
            return AFTER_A_DEFECT;
        }
    }
}
