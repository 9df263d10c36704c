package io.promshard.pgw.upkeep.http;

import io.promshard.pgw.upkeep.Inspector;
import io.promshard.shard.http.LimitedBody;
import io.promshard.shard.membership.Member;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks {@code /api/v1/status} when the process was started, and looks at the date of the answer. */
public final class HttpInspector implements Inspector {

    private static final Duration WITHIN = Duration.ofSeconds(1);
    private static final long LONGEST_ANSWER = 1024 * 1024;

    private final HttpClient client;
    private final Clock clock;

    public HttpInspector(HttpClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Optional<Inspection> inspect(Member gateway) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + "/api/v1/status"))
                .build();
        double asked = now();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new LimitedBody(LONGEST_ANSWER, "the answer is longer than"));
        try {
            HttpResponse<byte[]> response = answer.get(WITHIN.toNanos(), TimeUnit.NANOSECONDS);
            String process = JsonMapper.shared()
                    .readTree(response.body())
                    .path("data")
                    .path("start_time")
                    .asString("");
            return Optional.of(new Inspection(process, offset(response, asked, now())));
        } catch (ExecutionException | TimeoutException | JacksonException e) {
            return Optional.empty();
        } finally {
            answer.cancel(true);
        }
    }

    private double now() {
        return clock.millis() / 1_000.0;
    }

    /** The date is that of a moment between asking and the answer, without its fraction of a second. */
    private static double offset(HttpResponse<?> response, double asked, double answered) {
        try {
            double date = response.headers()
                    .firstValue("Date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(at -> (double) at.toEpochSecond())
                    .orElse(asked);
            return date > answered ? date - answered : Math.min(0, date + 1 - asked);
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
