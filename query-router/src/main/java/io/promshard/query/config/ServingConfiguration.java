package io.promshard.query.config;

import io.promshard.query.client.ShardCalls;
import io.promshard.query.exec.Gatherer;
import io.promshard.query.exec.PassThrough;
import io.promshard.query.plan.Planner;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.request.QueryReader;
import io.promshard.query.request.SelectorReader;
import io.promshard.query.service.FanOut;
import io.promshard.query.service.FleetService;
import io.promshard.query.service.QueryService;
import io.promshard.query.service.SelectorService;
import io.promshard.query.topology.TopologySource;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What answers queries, given a topology and a way to ask shards. */
@Configuration(proxyBeanMethods = false)
class ServingConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    PromqlParser promqlParser() {
        return new PromqlParser(ParserOptions.EXPERIMENTAL);
    }

    @Bean
    QueryReader queryReader(PromqlParser parser, Clock clock) {
        return new QueryReader(parser, clock, Duration.ofMinutes(2));
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService shardThreads() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("shard-", 0).factory());
    }

    @Bean
    QueryService queryService(TopologySource topologies, ShardCalls calls, Gatherer gatherer) {
        return new QueryService(
                topologies, new Planner(Duration.ofMinutes(1)), new PassThrough(calls), gatherer, System::nanoTime);
    }

    @Bean
    Gatherer gatherer(ShardCalls calls, ExecutorService shardThreads) {
        return new Gatherer(calls, shardThreads);
    }

    @Bean
    FanOut fanOut(TopologySource topologies, Gatherer gatherer) {
        return new FanOut(topologies, gatherer, Duration.ofMinutes(2), System::nanoTime);
    }

    @Bean
    SelectorReader selectorReader(PromqlParser parser) {
        return new SelectorReader(parser);
    }

    @Bean
    SelectorService selectorService(FanOut fanOut) {
        return new SelectorService(fanOut);
    }

    @Bean
    FleetService fleetService(FanOut fanOut) {
        return new FleetService(fanOut);
    }
}
