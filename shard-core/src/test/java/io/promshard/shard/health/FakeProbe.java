package io.promshard.shard.health;

import io.promshard.shard.membership.Member;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers what it was told to; members it was told nothing about are ready. */
final class FakeProbe implements Probe {

    /** The members that were asked, in order. */
    final BlockingQueue<Member> asked = new LinkedBlockingQueue<>();

    private final Map<String, CompletableFuture<ProbeResult>> answers = new ConcurrentHashMap<>();

    /** From now on, and to a probe that hangs. */
    void answers(Member member, ProbeResult result) {
        CompletableFuture<ProbeResult> before = answers.put(member.id(), CompletableFuture.completedFuture(result));
        if (before != null) {
            before.complete(result);
        }
    }

    void hangsOn(Member member) {
        answers.put(member.id(), new CompletableFuture<>());
    }

    /** Breaks the contract of probes. */
    void breaksOn(Member member) {
        answers.put(member.id(), CompletableFuture.failedFuture(new IllegalStateException("a defect")));
    }

    @Override
    public ProbeResult probe(Member member) {
        asked.add(member);
        try {
            return answers.getOrDefault(member.id(), CompletableFuture.completedFuture(new ProbeResult.Ready()))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ProbeResult.Unready("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
