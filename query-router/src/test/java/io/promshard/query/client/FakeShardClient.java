package io.promshard.query.client;

import io.promshard.query.topology.Replica;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers as told, replica by replica, and notes who was asked. */
public final class FakeShardClient implements ShardClient {

    private final Map<String, Reply> replies = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    private record Reply(int status, String body, @Nullable ShardFailure failure) {}

    public FakeShardClient answers(Replica replica, int status, String body) {
        replies.put(replica.name(), new Reply(status, body, null));
        return this;
    }

    public FakeShardClient fails(Replica replica, ShardFailure failure) {
        replies.put(replica.name(), new Reply(0, "", failure));
        return this;
    }

    /** Answers with a status, and fails in the body. */
    public FakeShardClient breaks(Replica replica, int status, ShardFailure failure) {
        replies.put(replica.name(), new Reply(status, "", failure));
        return this;
    }

    /** Names of those who were asked, in order. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public ShardAnswer call(Replica replica, ApiCall call, Deadline deadline) throws ShardFailure {
        asked.add(replica.name());
        Reply reply = replies.get(replica.name());
        if (reply == null) {
            throw new AssertionError("nobody said what " + replica.name() + " answers");
        }
        if (reply.failure() != null && reply.status() == 0) {
            throw reply.failure();
        }
        return new Answer(reply.status(), reply.failure() == null ? bytes(reply.body()) : failing(reply.failure()));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream failing(ShardFailure failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                throw failure;
            }
        };
    }

    private record Answer(int status, InputStream body) implements ShardAnswer {
        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public void close() {}
    }
}
