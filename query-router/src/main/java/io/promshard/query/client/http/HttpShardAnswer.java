package io.promshard.query.client.http;

import io.promshard.query.client.ShardAnswer;

/** An answer over HTTP. */
record HttpShardAnswer(int status, String contentType, AnswerBody body) implements ShardAnswer {

    @Override
    public void close() {
        body.close();
    }
}
