package io.promshard.target.config;

import io.promshard.shard.config.TowardsProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the application; the groups are in a file of their own.
 *
 * @param mode whether it decides for groups, or keeps the files of one collector as a sharder says
 * @param configFile the groups file; must be there in the mode {@code sharder}
 * @param reloadInterval how often that file is looked at
 * @param sourcePatience how long a source that has never answered holds up its group after a start
 * @param plugins directory of jars with target providers; empty: none
 * @param stateDirectory where a sharder without Consul notes down what it decided; empty: nowhere
 * @param lock Consul's key by which sharders agree on who decides; what was decided is beside it
 * @param towardsCollectors how collectors are met
 * @param towardsSharders how an agent meets sharders
 * @param address where other sharders and people reach this one; empty: its host name and port
 */
@ConfigurationProperties(prefix = "target-sharder", ignoreUnknownFields = false)
public record TargetSharderProperties(
        @DefaultValue("sharder") Mode mode,
        @DefaultValue("") String configFile,
        @DefaultValue("2s") Duration reloadInterval,
        @DefaultValue("1m") Duration sourcePatience,
        @DefaultValue("") String plugins,
        @DefaultValue("") String stateDirectory,
        @DefaultValue("promshard/target-sharder/lock") String lock,
        @DefaultValue("") String address,
        @DefaultValue TowardsProperties towardsCollectors,
        @DefaultValue TowardsProperties towardsSharders,
        @DefaultValue AdminProperties admin,
        @DefaultValue ProbeProperties probe,
        @DefaultValue ReportProperties report,
        @DefaultValue HistoryProperties history,
        @DefaultValue AgentProperties agent) {

    /** What a process does. */
    public enum Mode {
        SHARDER,
        AGENT
    }

    /**
     * Orders by the API.
     *
     * @param enabled whether they are taken
     */
    public record AdminProperties(@DefaultValue("false") boolean enabled) {}

    /**
     * How listed collectors are watched.
     *
     * @param path answered with 200 by a collector that can scrape
     */
    public record ProbeProperties(
            @DefaultValue("/-/ready") String path,
            @DefaultValue("1s") Duration interval,
            @DefaultValue("1s") Duration timeout) {}

    /**
     * How collectors are asked what they scrape.
     *
     * @param timeout for a whole answer
     */
    public record ReportProperties(@DefaultValue("10s") Duration timeout) {}

    /**
     * How long moves are remembered.
     *
     * @param moves of a group at most
     */
    public record HistoryProperties(
            @DefaultValue("100000") int moves,
            @DefaultValue("1d") Duration age) {}

    /**
     * Of the mode {@code agent}.
     *
     * @param sharders any number of them, asked in turn
     * @param files an absolute path with {@code {job}} in it
     * @param staging where they are prepared; empty: below the files' root
     */
    public record AgentProperties(
            @DefaultValue("") String group,
            @DefaultValue("") String collector,
            @DefaultValue List<URI> sharders,
            @DefaultValue("") String files,
            @DefaultValue("") String staging,
            @DefaultValue("1m") Duration timeout,
            @DefaultValue("256MB") DataSize maxSize) {}
}
