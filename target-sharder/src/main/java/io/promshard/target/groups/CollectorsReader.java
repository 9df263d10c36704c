package io.promshard.target.groups;

import io.promshard.target.model.Collector;
import io.promshard.target.spec.CollectorsSpec;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads who the collectors of a group are. A list alone stands for {@code listed}, a URL alone for a collector. */
final class CollectorsReader {

    /** In place of collectors that nobody told. */
    static final CollectorsSpec NOBODY =
            new CollectorsSpec("", List.of(), 1, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private static final List<String> KEYS = List.of("service", "listed", "least", "settle", "fail-grace", "retention");
    private static final List<String> COLLECTOR = List.of("id", "url", "weight", "capacity", "tags");

    private static final Duration DAY = Duration.ofDays(1);

    private CollectorsReader() {}

    static CollectorsSpec read(Value value) {
        Fields fields = value.fields(KEYS, "listed");
        if (fields.get("service").isPresent() == fields.get("listed").isPresent()) {
            value.refuseUnseen("must have one of service and listed");
        }
        List<Collector> listed =
                fields.get("listed").map(CollectorsReader::listed).orElse(List.of());
        return new CollectorsSpec(
                fields.text("service", ""),
                listed,
                fields.count("least", 1, 1, listed.isEmpty() ? 10_000 : listed.size()),
                fields.duration("settle", Duration.ofSeconds(10), Duration.ZERO, DAY),
                fields.duration("fail-grace", Duration.ofSeconds(30), Duration.ZERO, DAY),
                fields.duration("retention", DAY.multipliedBy(15), Duration.ZERO, DAY.multipliedBy(3650)));
    }

    private static List<Collector> listed(Value value) {
        List<Collector> collectors = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<URI> urls = new HashSet<>();
        for (Value item : value.items()) {
            Collector collector = collector(item.fields(COLLECTOR, "url"));
            if (!collector.id().isEmpty() && !ids.add(collector.id())) {
                item.refuseUnseen("another collector has the id " + collector.id());
            } else if (!collector.url().equals(Scalars.NOWHERE) && !urls.add(collector.url())) {
                item.refuseUnseen("another collector has the URL " + collector.url());
            }
            collectors.add(collector);
        }
        return collectors;
    }

    private static Collector collector(Fields fields) {
        URI url = fields.url("url");
        return new Collector(
                fields.get("id")
                        .map(Scalars::name)
                        .orElseGet(() -> id(fields, url))
                        .orElse(""),
                url,
                fields.count("weight", 1, 1, 100),
                fields.read("capacity", v -> Scalars.number(v, n -> n > 0, "above 0"), Double.POSITIVE_INFINITY),
                fields.textsByName("tags"));
    }

    /** Without one it is the URL's {@code host:port}, if that will do for a name. */
    private static Optional<String> id(Fields fields, URI url) {
        return Optional.of(url.getRawAuthority())
                .filter(id -> !url.equals(Scalars.NOWHERE) && Scalars.isName(fields.owner(), id));
    }
}
