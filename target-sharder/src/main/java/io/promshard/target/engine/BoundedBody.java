package io.promshard.target.engine;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body as pieces, up to a number of bytes; one more ends the exchange with an {@link IOException}. */
final class BoundedBody implements BodySubscriber<List<byte[]>> {

    private final long limit;
    private final CompletableFuture<List<byte[]>> body = new CompletableFuture<>();
    private final List<byte[]> pieces = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;
    private long size;

    BoundedBody(long limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<List<byte[]>> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            size += buffer.remaining();
            if (size > limit) {
                refuse();
                return;
            }
            byte[] piece = new byte[buffer.remaining()];
            buffer.get(piece);
            pieces.add(piece);
        }
    }

    private void refuse() {
        pieces.clear();
        if (subscription != null) {
            subscription.cancel();
        }
        body.completeExceptionally(new IOException("the answer is larger than " + limit + " bytes"));
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(pieces);
    }
}
