package io.promshard.query.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.promshard.query.client.ShardCalls;
import io.promshard.query.coverage.Coverage;
import io.promshard.query.engine.eval.Engine;
import io.promshard.query.exec.EachReplica;
import io.promshard.query.exec.Gatherer;
import io.promshard.query.exec.LeafFetcher;
import io.promshard.query.exec.PassThrough;
import io.promshard.query.exec.PiecedAsks;
import io.promshard.query.exec.RawFetcher;
import io.promshard.query.exec.RemoteRead;
import io.promshard.query.exec.RemoteReads;
import io.promshard.query.exec.StretchAsks;
import io.promshard.query.ownership.HandoverWatch;
import io.promshard.query.plan.Planner;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.request.Partial;
import io.promshard.query.request.QueryReader;
import io.promshard.query.request.SelectorReader;
import io.promshard.query.service.Admission;
import io.promshard.query.service.Coalescing;
import io.promshard.query.service.EvaluationService;
import io.promshard.query.service.ExplainService;
import io.promshard.query.service.FanOut;
import io.promshard.query.service.FederateService;
import io.promshard.query.service.FleetService;
import io.promshard.query.service.Owners;
import io.promshard.query.service.QueryService;
import io.promshard.query.service.ReadService;
import io.promshard.query.service.SelectorService;
import io.promshard.query.service.Tasks;
import io.promshard.query.service.Works;
import io.promshard.query.tenancy.TenantParams;
import io.promshard.query.topology.TopologySource;
import io.promshard.query.web.ClientWatch;
import io.promshard.query.web.QueryListener;
import io.promshard.query.web.Replies;
import io.promshard.query.web.Requests;
import io.promshard.query.web.SlowQueryLog;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What answers queries, given a topology and a way to ask shards. */
@Configuration(proxyBeanMethods = false)
class ServingConfiguration {

    @Bean
    PromqlParser promqlParser(QueryRouterProperties properties) {
        return new PromqlParser(properties.query().parserOptions());
    }

    @Bean
    QueryReader queryReader(PromqlParser parser, Clock clock, QueryRouterProperties properties) {
        return new QueryReader(parser, clock, properties.query().timeout());
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService shardThreads() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("shard-", 0).factory());
    }

    @Bean
    Planner planner(QueryRouterProperties properties) {
        return new Planner(properties.query().subqueryStep());
    }

    @Bean
    Engine engine(QueryRouterProperties properties) {
        return new Engine(properties.query().maxSamples(), properties.query().subqueryStep());
    }

    @Bean
    EvaluationService evaluationService(
            Engine engine,
            Planner planner,
            PiecedAsks piecedAsks,
            Coverage coverage,
            RemoteRead remoteRead,
            Gatherer gatherer,
            ExecutorService shardThreads,
            QueryRouterProperties properties) {
        return new EvaluationService(
                engine,
                planner,
                new LeafFetcher(planner, piecedAsks, gatherer),
                new RawFetcher(
                        remoteRead,
                        new StretchAsks(coverage),
                        gatherer,
                        properties.query().maxSamples()),
                shardThreads);
    }

    @Bean
    Owners owners(Engine engine, HandoverWatch handovers, Clock clock) {
        return new Owners(engine, handovers, clock);
    }

    @Bean
    Coalescing coalescing(QueryRouterProperties properties, ExecutorService shardThreads) {
        return new Coalescing(properties.query().coalesce(), shardThreads);
    }

    @Bean
    Tasks tasks(TopologySource topologies, Planner planner, Owners owners, QueryRouterProperties properties) {
        return new Tasks(
                topologies,
                planner,
                owners,
                properties.query().lookbackDelta(),
                properties.query().maxBytes().toBytes(),
                System::nanoTime);
    }

    @Bean
    Works works(PiecedAsks piecedAsks, ShardCalls calls, Gatherer gatherer, EvaluationService evaluations) {
        return new Works(piecedAsks, new PassThrough(calls), gatherer, evaluations);
    }

    @Bean
    QueryService queryService(Tasks tasks, Works works, Coalescing coalescing) {
        return new QueryService(tasks, works, coalescing);
    }

    @Bean
    ExplainService explainService(Tasks tasks, Works works) {
        return new ExplainService(tasks, works, System::nanoTime);
    }

    @Bean
    Gatherer gatherer(ShardCalls calls, ExecutorService shardThreads) {
        return new Gatherer(calls, shardThreads);
    }

    @Bean
    FanOut fanOut(TopologySource topologies, Gatherer gatherer, QueryRouterProperties properties) {
        return new FanOut(
                topologies,
                gatherer,
                properties.query().timeout(),
                properties.query().maxBytes().toBytes(),
                System::nanoTime);
    }

    @Bean
    SelectorReader selectorReader(PromqlParser parser) {
        return new SelectorReader(parser);
    }

    @Bean
    SelectorService selectorService(FanOut fanOut, Coverage coverage) {
        return new SelectorService(fanOut, new EachReplica(coverage));
    }

    @Bean
    FleetService fleetService(FanOut fanOut) {
        return new FleetService(fanOut);
    }

    @Bean
    FederateService federateService(FanOut fanOut) {
        return new FederateService(fanOut);
    }

    @Bean
    RemoteRead remoteRead(ShardCalls calls) {
        return new RemoteRead(calls);
    }

    @Bean
    ReadService readService(
            TopologySource topologies,
            RemoteRead remoteRead,
            Coverage coverage,
            ExecutorService shardThreads,
            QueryRouterProperties properties) {
        return new ReadService(
                topologies,
                new RemoteReads(remoteRead, coverage, shardThreads),
                properties.query().timeout(),
                properties.query().maxBytes().toBytes(),
                properties.query().maxSamples(),
                System::nanoTime);
    }

    @Bean
    Requests requests(QueryRouterProperties properties, PromqlParser parser) {
        return new Requests(
                new TenantParams(parser),
                Math.toIntExact(properties.query().maxRequestSize().toBytes()),
                properties.query().maxLength(),
                properties.query().partialResponse() ? Partial.ALLOWED : Partial.DENIED);
    }

    @Bean
    ClientWatch clientWatch(ScheduledThreadPoolExecutor shardCallTimer) {
        return new ClientWatch(shardCallTimer);
    }

    @Bean
    Admission admission(QueryRouterProperties properties) {
        return properties.query().admission();
    }

    @Bean
    Replies replies(
            Requests requests,
            ClientWatch watch,
            Admission admission,
            Coalescing coalescing,
            QueryRouterProperties properties,
            MeterRegistry registry) {
        QueryListener metrics = new QueryMetrics(registry, admission, coalescing);
        QueryListener slow = new SlowQueryLog(properties.query().slow());
        QueryListener both = report -> {
            metrics.answered(report);
            slow.answered(report);
        };
        return new Replies(requests, watch, admission, both, System::nanoTime);
    }
}
