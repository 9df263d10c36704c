package io.promshard.pgw.forward;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BiConsumer;

/** An exchange without a web server, whose client may go away. */
final class FakeExchange implements Exchange {

    private volatile boolean gone;
    private volatile boolean broken;

    void clientGoes() {
        gone = true;
    }

    void breaks() {
        broken = true;
    }

    @Override
    public String method() {
        return "PUT";
    }

    @Override
    public String target() {
        return "/metrics/job/a";
    }

    @Override
    public long group() {
        return 1;
    }

    @Override
    public void headers(BiConsumer<String, String> each) {}

    @Override
    public long contentLength() {
        return 0;
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public void status(int status) {}

    @Override
    public void header(String name, String value) {}

    @Override
    public OutputStream out() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public boolean startOver() {
        return true;
    }

    @Override
    public boolean clientGone() {
        if (broken) {
            throw new IllegalStateException("no socket");
        }
        return gone;
    }
}
