package io.promshard.target.config;

import io.promshard.target.agent.serve.AgentDesk;
import io.promshard.target.agent.serve.AgentLimits;
import io.promshard.target.publish.Encodings;
import io.promshard.target.publish.sd.SdEndpoint;
import io.promshard.target.publish.sd.ServedLists;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What http_sd and agents are answered from; each needs no settings. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "target-sharder.mode", havingValue = "sharder", matchIfMissing = true)
class DeliveryConfiguration {

    @Bean
    Encodings encodings() {
        return new Encodings();
    }

    @Bean
    ServedLists servedLists(Encodings encodings, ExecutorService encodingThread) {
        return new ServedLists(encodings, encodingThread);
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService encodingThread() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("encoding").factory());
    }

    @Bean
    SdEndpoint sdEndpoint(ServedLists lists) {
        return new SdEndpoint(lists);
    }

    @Bean
    AgentDesk agentDesk(ServedLists lists) {
        return new AgentDesk(lists, AgentLimits.STANDARD, Clock.systemUTC(), System::nanoTime);
    }
}
