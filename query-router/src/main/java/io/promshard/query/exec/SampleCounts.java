package io.promshard.query.exec;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardClient;
import io.promshard.query.coverage.Buckets;
import io.promshard.query.coverage.CountSource;
import io.promshard.query.engine.Column;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.Series;
import io.promshard.query.request.QueryRequest;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.query.wire.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has servers count what they have, which reads all of it there and answers one number a step. */
public final class SampleCounts implements CountSource {

    private static final Logger log = LoggerFactory.getLogger(SampleCounts.class);

    private final ShardClient client;
    private final LeafScanner scanner = new LeafScanner();

    public SampleCounts(ShardClient client) {
        this.client = client;
    }

    @Override
    public Optional<double[]> counts(Replica replica, String query, Buckets buckets, Deadline deadline) {
        Grid ends = new Grid(
                buckets.startMillis() + buckets.widthMillis(),
                buckets.startMillis() + buckets.count() * buckets.widthMillis(),
                buckets.widthMillis());
        List<Param> params = new ArrayList<>(List.of(new Param("query", query)));
        params.addAll(PiecedAsks.times(ends));
        ApiCall call = new ApiCall(QueryRequest.RANGE, params, true);
        try (ShardAnswer answer = client.call(replica, call, deadline)) {
            byte[] body = answer.body().readAllBytes();
            return answer.status() == 200 ? counts(replica, call, ends, body) : Optional.empty();
        } catch (IOException e) {
            log.debug("counting samples at {}", replica.name(), e);
            return Optional.empty();
        }
    }

    private Optional<double[]> counts(Replica replica, ApiCall call, Grid ends, byte[] body) throws IOException {
        Shard one = new Shard(replica.name(), new FeatureLabel.External(""), List.of(replica));
        return switch (scanner.scan(new Ask(one, call, Optional.empty()), ends, body)) {
            case Answer.Failure<List<Series>> failure -> Optional.empty();
            case Answer.Success<List<Series>> success -> Optional.of(counts(success.data(), ends.steps()));
        };
    }

    private static double[] counts(List<Series> sum, int steps) {
        double[] counts = new double[steps];
        for (Series series : sum) {
            Column column = series.column();
            for (int i = column.nextFloat(0); i >= 0; i = column.nextFloat(i + 1)) {
                counts[i] = column.value(i);
            }
        }
        return counts;
    }
}
