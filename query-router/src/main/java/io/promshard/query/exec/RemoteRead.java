package io.promshard.query.exec;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.client.Upload;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.remote.EncodedSeries;
import io.promshard.query.remote.FramesDecoder;
import io.promshard.query.remote.RawSeries;
import io.promshard.query.remote.RawSeriesDecoder;
import io.promshard.query.remote.ReadQuery;
import io.promshard.query.remote.ReadRequest;
import io.promshard.query.remote.ReadRequestCodec;
import io.promshard.query.remote.ResponseType;
import io.promshard.query.remote.SamplesDecoder;
import io.promshard.query.remote.SnappyBlock;
import io.promshard.query.remote.StoredView;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.MalformedAnswer;
import io.promshard.shard.labels.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the raw samples of one shard, by remote read of whichever of its replicas answers. Thread-safe; blocks; holds whole answers.
 *
 * <p>Series come as they are stored, like in answers to queries: without what the server's external labels add. So a replica is
 * asked only once it has told what its external labels are.
 */
public final class RemoteRead {

    /** Where servers have it. */
    public static final String PATH = "/api/v1/read";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/x-protobuf",
            "Content-Encoding", "snappy",
            "X-Prometheus-Remote-Read-Version", "0.1.0");
    private static final int LONGEST_ERROR = 64 << 10;
    private static final Pattern TOO_MANY = Pattern.compile("exceeded sample limit \\(\\d+\\)");

    private final ShardCalls calls;

    public RemoteRead(ShardCalls calls) {
        this.calls = calls;
    }

    /**
     * The series of a query with their samples, in no order. A replica of the caller's choice is asked by a shard that has only it.
     *
     * @param putBack label that each series gets, in place of one that it may have
     * @param maxSamples that may come
     * @throws ShardFailure if the shard gives no answer, or too large a one
     * @throws MalformedAnswer if it gives a wrong one
     * @throws QueryException if it cannot be asked
     */
    public List<RawSeries> read(
            Shard shard, ReadQuery query, Optional<Label> putBack, Allowance allowance, long maxSamples)
            throws IOException {
        // Messages of samples lose the bounds of custom buckets in some versions, and the sign of zero in all.
        ReadRequest request = new ReadRequest(List.of(query), ResponseType.STREAMED_XOR_CHUNKS);
        List<RawSeries> all = new ArrayList<>();
        long samples = 0;
        for (EncodedSeries series :
                encoded(shard, request, putBack, allowance, maxSamples).getFirst()) {
            RawSeries decoded = RawSeriesDecoder.decode(series, query.startMillis(), query.endMillis());
            samples += decoded.size();
            requireAtMost(maxSamples, samples);
            all.add(decoded);
        }
        return all;
    }

    /**
     * The same for each of several queries, samples not decoded.
     *
     * @param maxSamples that may come, where they come as samples
     */
    public List<List<EncodedSeries>> encoded(
            Shard shard, ReadRequest request, Optional<Label> putBack, Allowance allowance, long maxSamples)
            throws IOException {
        Shard known = withKnownLabels(shard);
        StoredView view = view(known, putBack);
        List<ReadQuery> parts = request.queries().stream()
                .flatMap(query -> view.parts(query).stream())
                .toList();
        CallListener.Call told = allowance.listener().begins(known, told(request.queries()));
        List<List<EncodedSeries>> answers = ask(known, new ReadRequest(parts, request.type()), told, allowance);
        told.had(answers.stream().mapToLong(List::size).sum(), samples(answers));
        requireAtMost(maxSamples, samples(answers));
        List<List<EncodedSeries>> results = new ArrayList<>();
        for (int first = 0; first < answers.size(); first += view.count()) {
            results.add(stored(answers.subList(first, first + view.count()), view, putBack));
        }
        return results;
    }

    /** A read in the words of the API, times in milliseconds: for people, and to tell reads apart. */
    public static ApiCall told(List<ReadQuery> queries) {
        return new ApiCall(PATH, queries.stream().flatMap(RemoteRead::told).toList(), false);
    }

    private static Stream<Param> told(ReadQuery query) {
        String selector =
                query.matchers().stream().map(LabelMatcher::toString).collect(Collectors.joining(",", "{", "}"));
        return Stream.of(
                new Param("match[]", selector),
                new Param("start", Long.toString(query.startMillis())),
                new Param("end", Long.toString(query.endMillis())));
    }

    private static Shard withKnownLabels(Shard shard) throws ShardFailure {
        List<Replica> known = shard.replicas().stream()
                .filter(replica -> replica.externalLabels().isPresent())
                .toList();
        if (known.isEmpty() && !shard.replicas().isEmpty()) {
            throw new ShardFailure.Unreachable("it has not told its external labels yet");
        }
        return new Shard(shard.name(), shard.label(), known, shard.group());
    }

    /** For any replica: a label that one of them does not have is on none of its series but those that store it. */
    private static StoredView view(Shard shard, Optional<Label> putBack) {
        Set<String> names = new TreeSet<>();
        shard.replicas()
                .forEach(replica -> names.addAll(replica.externalLabels().orElse(Set.of())));
        putBack.map(Label::name).ifPresent(names::remove);
        try {
            return new StoredView(names);
        } catch (IllegalArgumentException e) {
            throw new QueryException(ErrorType.EXECUTION, "shard \"" + shard.name() + "\": " + e.getMessage());
        }
    }

    private static List<EncodedSeries> stored(
            List<List<EncodedSeries>> parts, StoredView view, Optional<Label> putBack) {
        List<EncodedSeries> all = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            for (EncodedSeries series : parts.get(part)) {
                all.add(series.withLabels(with(putBack, view.stored(series.labels(), part))));
            }
        }
        return all;
    }

    private static Labels with(Optional<Label> putBack, Labels labels) {
        return putBack.map(label -> labels.with(label.name(), label.value())).orElse(labels);
    }

    private List<List<EncodedSeries>> ask(Shard shard, ReadRequest request, CallListener.Call told, Allowance allowance)
            throws IOException {
        ApiCall call = ApiCall.of(PATH, new Upload(ReadRequestCodec.encode(request), HEADERS));
        try (ShardAnswer answer =
                Calls.call(calls, shard, call, told, allowance).answer()) {
            if (answer.status() != 200) {
                throw refusal(answer);
            }
            if (!request.type().isOf(answer.contentType())) {
                throw new MalformedAnswer("it answers remote read in another form than asked for");
            }
            byte[] body = allowance.counted(answer.body()).readAllBytes();
            return decoded(body, request, allowance);
        }
    }

    private static List<List<EncodedSeries>> decoded(byte[] body, ReadRequest request, Allowance allowance)
            throws IOException {
        return switch (request.type()) {
            case SAMPLES -> {
                allowance.count(Math.max(0, SnappyBlock.length(body) - body.length));
                yield SamplesDecoder.decode(body, request.queries().size());
            }
            case STREAMED_XOR_CHUNKS ->
                FramesDecoder.decode(body, request.queries().size());
        };
    }

    /** Its words are a line of text. They stay here, as they may name addresses, but for the limit that somebody set there. */
    private static ShardFailure refusal(ShardAnswer answer) throws IOException {
        String text = new String(answer.body().readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
        Matcher tooMany = TOO_MANY.matcher(text);
        if (tooMany.find()) {
            return new ShardFailure.TooLarge(tooMany.group() + " there");
        }
        return new ShardFailure.Broken(
                answer.status() == 404
                        ? "it has no remote read"
                        : "it answered remote read with status " + answer.status());
    }

    private static long samples(List<List<EncodedSeries>> answers) {
        return answers.stream()
                .flatMap(List::stream)
                .mapToLong(EncodedSeries::samples)
                .sum();
    }

    private static void requireAtMost(long maxSamples, long samples) throws ShardFailure {
        if (samples > maxSamples) {
            throw new ShardFailure.TooLarge("exceeded sample limit (" + maxSamples + ")");
        }
    }
}
