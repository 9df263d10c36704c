package io.promshard.query.merge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.promshard.query.wire.JsonSlices;
import io.promshard.query.wire.Labels;
import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.QueryData;
import io.promshard.query.wire.ResultType;
import io.promshard.query.wire.SeriesSlice;
import io.promshard.query.wire.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Matrices of one shard about times one after the other as one matrix. Samples are copied as they are:
 *
 * <pre>
 * ,"values":[[1,"2"]]}   and   ,"values":[[2,"3"]]}   are   ,"values":[[1,"2"],[2,"3"]]}
 * </pre>
 */
public final class Stitched {

    private static final Slice VALUES = Slice.of("values");
    private static final Slice HISTOGRAMS = Slice.of("histograms");

    private Stitched() {}

    /** A series of which pieces were found so far. */
    private record Pieces(Slice metric, List<Slice> values, List<Slice> histograms) {}

    /**
     * One matrix of all.
     *
     * @param matrices in the order of their times, with no time in two of them
     */
    public static QueryData.Series of(List<QueryData.Series> matrices) throws IOException {
        if (matrices.size() == 1) {
            return matrices.getFirst();
        }
        Map<Labels, Pieces> all = new LinkedHashMap<>();
        for (QueryData.Series matrix : matrices) {
            for (SeriesSlice series : matrix.series()) {
                Pieces pieces = all.computeIfAbsent(
                        Labels.parse(series.metric(), Optional.empty()),
                        labels -> new Pieces(series.metric(), new ArrayList<>(), new ArrayList<>()));
                add(series.rest(), pieces);
            }
        }
        List<SeriesSlice> whole = new ArrayList<>(all.size());
        for (Pieces pieces : all.values()) {
            whole.add(new SeriesSlice(pieces.metric(), rest(pieces)));
        }
        return new QueryData.Series(ResultType.MATRIX, whole, Optional.empty());
    }

    private static void add(Slice rest, Pieces pieces) throws IOException {
        byte[] object = rest.toBytes();
        object[0] = '{';
        for (Map.Entry<Slice, Slice> member :
                JsonSlices.members(Slice.of(object)).entrySet()) {
            if (member.getKey().equals(VALUES)) {
                pieces.values().add(member.getValue());
            } else if (member.getKey().equals(HISTOGRAMS)) {
                pieces.histograms().add(member.getValue());
            } else {
                throw new MalformedAnswer("a series has an unknown part");
            }
        }
    }

    private static Slice rest(Pieces pieces) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        write("values", pieces.values(), rest);
        write("histograms", pieces.histograms(), rest);
        rest.write('}');
        return Slice.of(rest.toByteArray());
    }

    private static void write(String name, List<Slice> lists, ByteArrayOutputStream to) {
        if (lists.isEmpty()) {
            return;
        }
        to.writeBytes((",\"" + name + "\":").getBytes(US_ASCII));
        char before = '[';
        for (Slice list : lists) {
            byte[] inBrackets = list.toBytes();
            to.write(before);
            to.write(inBrackets, 1, inBrackets.length - 2);
            before = ',';
        }
        to.write(']');
    }
}
