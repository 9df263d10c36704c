package io.promshard.target.groups;

import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Credentials;
import io.promshard.target.spec.SourceSpec.Deliver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a source: a mapping whose one key says what it is. What it needs most may stand there alone. */
final class SourceReader {

    private static final List<String> KINDS = List.of("files", "http", "consul", "static", "engine", "plugin");
    private static final List<String> HTTP = List.of(
            "url",
            "method",
            "body",
            "user",
            "password-file",
            "bearer-token-file",
            "items",
            "address",
            "labels",
            "timeout",
            "refresh");
    private static final List<String> ENGINE = List.of(
            "url", "pool", "deliver", "warm-up", "user", "password-file", "bearer-token-file", "timeout", "refresh");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static final Pattern PATH_PATTERN =
            Pattern.compile("([^*?\\[]*/)?[^/]+\\.(json|yml|yaml)", Pattern.CASE_INSENSITIVE);

    private SourceReader() {}

    static Optional<SourceSpec> read(Value value, String job) {
        return value.kind(KINDS).map(kind -> {
            Value source = kind.value();
            return switch (kind.name()) {
                case "files" -> files(source.fields(List.of("paths", "refresh"), "paths"));
                case "http" -> http(source.fields(HTTP, "url"));
                case "consul" -> consul(source.fields(List.of("services", "tags", "refresh"), "services"));
                case "static" -> fixed(source.fields(List.of("targets", "labels"), "targets"));
                case "engine" -> engine(source.fields(ENGINE, "url"), job);
                default -> plugin(source.fields(List.of("provider", "settings", "refresh"), "provider"));
            };
        });
    }

    private static SourceSpec files(Fields fields) {
        List<String> paths = fields.required("paths").map(Value::itemsOrOne).orElse(List.of()).stream()
                .flatMap(path -> pattern(path).stream())
                .toList();
        return new SourceSpec.Files(paths, refresh(fields, MINUTE));
    }

    /** As Prometheus takes them. */
    private static Optional<String> pattern(Value value) {
        return value.text()
                .filter(text -> Scalars.holds(
                        value,
                        PATH_PATTERN.matcher(text).matches(),
                        "must be a path that ends in .json, .yml or .yaml, with * ? [ in its last part only"))
                .flatMap(text -> Scalars.path(value))
                .map(Object::toString);
    }

    private static SourceSpec http(Fields fields) {
        String method = fields.read("method", SourceReader::method, "GET");
        if (method.equals("GET") && fields.get("body").isPresent()) {
            fields.owner().refuseUnseen("a body needs method: POST");
        }
        return new SourceSpec.Http(
                fields.url("url"),
                method,
                fields.text("body", ""),
                credentials(fields),
                MappingReader.read(fields),
                timeout(fields),
                refresh(fields, MINUTE));
    }

    private static Optional<String> method(Value value) {
        return value.text()
                .filter(text -> Scalars.holds(value, text.equals("GET") || text.equals("POST"), "must be GET or POST"));
    }

    private static SourceSpec consul(Fields fields) {
        return new SourceSpec.Consul(fields.texts("services"), fields.texts("tags"), refresh(fields, MINUTE));
    }

    private static SourceSpec fixed(Fields fields) {
        return new SourceSpec.Static(
                fields.required("targets").map(Scalars::texts).orElse(List.of()),
                fields.get("labels")
                        .map(labels -> Scalars.textsByName(Scalars.labelled(labels)))
                        .orElse(Map.of()));
    }

    private static SourceSpec engine(Fields fields, String job) {
        return new SourceSpec.Engine(
                fields.url("url"),
                credentials(fields),
                fields.text("pool", job),
                fields.read("deliver", SourceReader::deliver, Deliver.RAW),
                fields.duration("warm-up", Duration.ofSeconds(30), Duration.ZERO, DAY),
                timeout(fields),
                refresh(fields, Duration.ofSeconds(15)));
    }

    private static Optional<Deliver> deliver(Value value) {
        return value.text().flatMap(text -> switch (text) {
            case "raw" -> Optional.of(Deliver.RAW);
            case "relabeled" -> Optional.of(Deliver.RELABELED);
            default -> {
                value.refuse("must be raw or relabeled");
                yield Optional.empty();
            }
        });
    }

    private static SourceSpec plugin(Fields fields) {
        return new SourceSpec.Plugin(
                fields.required("provider").flatMap(Value::text).orElse(""),
                fields.textsByName("settings"),
                refresh(fields, MINUTE));
    }

    private static Duration refresh(Fields fields, Duration otherwise) {
        return fields.duration("refresh", otherwise, SECOND, DAY);
    }

    private static Duration timeout(Fields fields) {
        return fields.duration("timeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(10));
    }

    private static Credentials credentials(Fields fields) {
        Optional<Value> user = fields.get("user");
        Optional<Value> bearer = fields.get("bearer-token-file");
        if (user.isPresent() != fields.get("password-file").isPresent()) {
            fields.owner().refuseUnseen("user and password-file belong together");
        }
        if (user.isPresent() && bearer.isPresent()) {
            fields.owner().refuseUnseen("must have a user or a bearer-token-file, not both");
        }
        return new Credentials(
                fields.text("user", ""),
                fields.read("password-file", Scalars::secretFile, ""),
                fields.read("bearer-token-file", Scalars::secretFile, ""));
    }
}
