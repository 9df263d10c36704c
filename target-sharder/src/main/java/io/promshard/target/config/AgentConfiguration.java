package io.promshard.target.config;

import io.promshard.shard.config.TowardsFactory;
import io.promshard.shard.loop.Surroundings;
import io.promshard.target.agent.Agent;
import io.promshard.target.agent.AgentLoop;
import io.promshard.target.agent.AgentSettings;
import io.promshard.target.config.TargetSharderProperties.AgentProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The mode {@code agent}: the files of one collector, as sharders say. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "target-sharder.mode", havingValue = "agent")
class AgentConfiguration {

    @Bean
    AgentSettings agentSettings(TargetSharderProperties properties) throws UnknownHostException {
        AgentProperties agent = properties.agent();
        return new AgentSettings(
                agent.group(),
                agent.collector(),
                agent.sharders(),
                agent.files(),
                agent.staging(),
                InetAddress.getLocalHost().getHostName(),
                agent.timeout(),
                Math.toIntExact(agent.maxSize().toBytes()));
    }

    /** Closed by its loop. */
    @Bean(destroyMethod = "")
    Agent agent(
            AgentSettings settings,
            TargetSharderProperties properties,
            TowardsFactory towards,
            Surroundings surroundings) {
        return new Agent(
                settings,
                towards.of("target-sharder.towards-sharders", properties.towardsSharders()),
                surroundings.clock(),
                System::nanoTime,
                surroundings.random());
    }

    @Bean(initMethod = "start")
    AgentLoop agentLoop(Agent agent, Surroundings surroundings) {
        return new AgentLoop(agent, surroundings.sleeper());
    }
}
