package io.promshard.query.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promshard.query.wire.Annotations;
import io.promshard.query.wire.Answer;
import io.promshard.query.wire.AnswerScanner;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.QueryData;
import io.promshard.query.wire.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Shards' answers from texts. */
final class Parts {
    private Parts() {}

    static <D> Part<D> part(String shard, Answer<D> answer) {
        return new Part<>(shard, (Answer.Success<D>) answer, Optional.of(new Label("cluster", shard)));
    }

    static Part<QueryData.Series> series(String shard, byte[] answer) {
        try {
            return series(shard, (Answer.Success<QueryData>) AnswerScanner.query(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Part<QueryData.Series> series(String shard, Answer.Success<QueryData> success) {
        return part(shard, new Answer.Success<>((QueryData.Series) success.data(), success.annotations()));
    }

    static Part<List<Slice>> strings(String shard, String data) {
        try {
            return part(shard, AnswerScanner.strings(answer(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Part<List<Slice>> elements(String shard, String data) {
        try {
            return part(shard, AnswerScanner.elements(answer(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Part<Slice> raw(String shard, String data) {
        return part(shard, new Answer.Success<>(Slice.of(data), Annotations.NONE));
    }

    static byte[] answer(String data) {
        return ("{\"status\":\"success\",\"data\":" + data + "}").getBytes(UTF_8);
    }

    static String text(MergedAnswer answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            answer.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(UTF_8);
    }
}
