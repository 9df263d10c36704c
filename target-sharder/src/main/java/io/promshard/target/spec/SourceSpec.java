package io.promshard.target.spec;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where targets come from. */
public sealed interface SourceSpec {

    /** How often it is read where it does not tell of news by itself. */
    Duration refresh();

    /** Prometheus' file_sd: JSON or YAML; the last segment of a path may have wildcards. */
    record Files(List<String> paths, Duration refresh) implements SourceSpec {}

    /**
     * Prometheus' http_sd, or any JSON inventory.
     *
     * @param method of the request: GET, or POST for inventories that are asked by a query
     * @param body of a POST, in JSON
     * @param mapping how to read another shape
     * @param timeout for the whole answer, redirects included
     */
    record Http(
            URI url,
            String method,
            String body,
            Credentials credentials,
            Mapping mapping,
            Duration timeout,
            Duration refresh)
            implements SourceSpec {

        /** Asked by GET. */
        public Http(URI url, Credentials credentials, Mapping mapping, Duration timeout, Duration refresh) {
            this(url, "GET", "", credentials, mapping, timeout, refresh);
        }
    }

    /** Services of Consul's catalogue with the labels that Prometheus' consul_sd gives; empty services means all. */
    record Consul(List<String> services, List<String> tags, Duration refresh) implements SourceSpec {}

    /** Written down in the configuration. */
    record Static(List<String> targets, Map<String, String> labels) implements SourceSpec {
        @Override
        public Duration refresh() {
            return Duration.ofDays(1);
        }
    }

    /**
     * A stock Prometheus that discovers and relabels but scrapes nothing.
     *
     * @param pool its job
     * @param deliver which labels the collectors get
     * @param warmUp how long it is not believed after it started or took a new configuration: until then its discoveries may not
     *     have found all
     * @param timeout of each of its answers as a whole
     */
    record Engine(
            URI url,
            Credentials credentials,
            String pool,
            Deliver deliver,
            Duration warmUp,
            Duration timeout,
            Duration refresh)
            implements SourceSpec {

        /** Labels as they were discovered, and half a minute to warm up. */
        public Engine(URI url, Credentials credentials, String pool, Duration timeout, Duration refresh) {
            this(url, credentials, pool, Deliver.RAW, Duration.ofSeconds(30), timeout, refresh);
        }
    }

    /** Where targets of an engine are relabelled for good. */
    enum Deliver {
        /** By the collectors, which get what was discovered and have the relabelling rules of the engine. */
        RAW,
        /** By the engine: collectors get the result, and have no rules. Smaller, but {@code __meta_*} ends at the engine. */
        RELABELED
    }

    /** One's own, found by its name among the providers of the class path. */
    record Plugin(String provider, Map<String, String> settings, Duration refresh) implements SourceSpec {}

    /**
     * What a request is authorised with; secrets are read from files at each request.
     *
     * @param user empty where no basic authentication is wanted
     */
    record Credentials(String user, String passwordFile, String bearerTokenFile) {
        public static final Credentials NONE = new Credentials("", "", "");
    }

    /**
     * How to read an inventory that has a shape of its own.
     *
     * @param items JSON pointer to the list; empty if the answer is the list
     * @param address JSON pointer within an item, or a text with pointers in braces: <code>{/private_ip/0}:9100</code>. An item where
     *     one of them finds nothing fails the source
     * @param labels values by label name, each as the address is given, or a text without pointers. A pointer that finds nothing
     *     leaves its place empty, one that finds a list gives <code>,a,b,</code> as Prometheus writes lists
     */
    record Mapping(String items, String address, Map<String, String> labels) {
        /** The shape of http_sd itself. */
        public static final Mapping HTTP_SD = new Mapping("", "", Map.of());
    }
}
