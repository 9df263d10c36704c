package io.promshard.query.remote;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.wire.MalformedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Requests as the bodies that readers send.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/prompb/remote.proto">remote.proto</a>
 */
public final class ReadRequestCodec {

    /** As much as a Prometheus takes, decompressed. */
    private static final int LONGEST = 32 << 20;

    private static final int MOST_QUERIES = 100;

    /** By their numbers on the wire. */
    private static final List<MatchOp> MATCHERS =
            List.of(MatchOp.EQUAL, MatchOp.NOT_EQUAL, MatchOp.REGEX, MatchOp.NOT_REGEX);

    private static final List<ResponseType> TYPES = List.of(ResponseType.SAMPLES, ResponseType.STREAMED_XOR_CHUNKS);

    private ReadRequestCodec() {}

    /** The body of a request. */
    public static byte[] encode(ReadRequest request) {
        ProtobufWriter message = new ProtobufWriter();
        request.queries().forEach(query -> message.message(1, query(query)));
        // Packed, so that the type which is zero is not left out.
        message.head(2, 1).varint(TYPES.indexOf(request.type()));
        return SnappyBlock.compressed(message.toBytes());
    }

    private static ProtobufWriter query(ReadQuery query) {
        ProtobufWriter message =
                new ProtobufWriter().number(1, query.startMillis()).number(2, query.endMillis());
        for (LabelMatcher matcher : query.matchers()) {
            message.message(
                    3,
                    new ProtobufWriter()
                            .number(1, MATCHERS.indexOf(matcher.op()))
                            .text(2, matcher.name())
                            .text(3, matcher.value()));
        }
        query.hints().ifPresent(hints -> message.message(4, hints(hints)));
        return message;
    }

    private static ProtobufWriter hints(ReadHints hints) {
        ProtobufWriter message = new ProtobufWriter()
                .number(1, hints.stepMillis())
                .text(2, hints.function())
                .number(3, hints.startMillis())
                .number(4, hints.endMillis());
        hints.grouping().forEach(label -> message.element(5, label));
        return message.flag(6, hints.by()).number(7, hints.rangeMillis());
    }

    /**
     * Reads a body.
     *
     * @throws MalformedAnswer if it is none
     * @throws IllegalArgumentException if it asks for too much, for a type of answer that nobody has, or by an expression that is none
     */
    public static ReadRequest decode(byte[] body) throws MalformedAnswer {
        long length = SnappyBlock.length(body);
        if (length > LONGEST) {
            throw new IllegalArgumentException("snappy: decoded length " + length + " exceeds limit " + LONGEST);
        }
        ProtobufReader in = ProtobufReader.of(SnappyBlock.decompressed(body));
        List<ReadQuery> queries = new ArrayList<>();
        List<Long> accepted = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> queries.add(query(in.message()));
                case 2 -> accepted(in, accepted);
                default -> in.skip();
            }
        }
        if (queries.size() > MOST_QUERIES) {
            throw new IllegalArgumentException(
                    "the request has " + queries.size() + " queries, it may have " + MOST_QUERIES);
        }
        return new ReadRequest(queries, first(accepted));
    }

    private static void accepted(ProtobufReader in, List<Long> accepted) throws MalformedAnswer {
        if (in.isBytes()) {
            ProtobufReader packed = in.message();
            while (packed.hasMore()) {
                accepted.add(packed.nextNumber());
            }
        } else {
            accepted.add(in.number());
        }
    }

    /** The first that is known; readers that are too old to say want samples. */
    private static ResponseType first(List<Long> accepted) {
        if (accepted.isEmpty()) {
            return ResponseType.SAMPLES;
        }
        return accepted.stream()
                .filter(type -> type >= 0 && type < TYPES.size())
                .map(type -> TYPES.get(type.intValue()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "server does not support any of the requested response types: " + accepted));
    }

    private static ReadQuery query(ProtobufReader in) throws MalformedAnswer {
        long start = 0;
        long end = 0;
        List<LabelMatcher> matchers = new ArrayList<>();
        Optional<ReadHints> hints = Optional.empty();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> start = in.number();
                case 2 -> end = in.number();
                case 3 -> matchers.add(matcher(in.message()));
                case 4 -> hints = Optional.of(hints(in.message()));
                default -> in.skip();
            }
        }
        return new ReadQuery(start, end, matchers, hints);
    }

    private static LabelMatcher matcher(ProtobufReader in) throws MalformedAnswer {
        long op = 0;
        String name = "";
        String value = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> op = in.number();
                case 2 -> name = in.text();
                case 3 -> value = in.text();
                default -> in.skip();
            }
        }
        if (op < 0 || op >= MATCHERS.size()) {
            throw new IllegalArgumentException("invalid matcher type");
        }
        return new LabelMatcher(name, MATCHERS.get((int) op), value);
    }

    private static ReadHints hints(ProtobufReader in) throws MalformedAnswer {
        long step = 0;
        String function = "";
        long start = 0;
        long end = 0;
        List<String> grouping = new ArrayList<>();
        boolean by = false;
        long range = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> step = in.number();
                case 2 -> function = in.text();
                case 3 -> start = in.number();
                case 4 -> end = in.number();
                case 5 -> grouping.add(in.text());
                case 6 -> by = in.number() != 0;
                case 7 -> range = in.number();
                default -> in.skip();
            }
        }
        return new ReadHints(step, function, start, end, grouping, by, range);
    }
}
