package io.promshard.pgw.forward;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BiConsumer;

/** One push as its client sees it: what was asked, and where the answer goes. Used by the thread of the request only. */
public interface Exchange {

    String method();

    /** Raw path and query, byte for byte as they came; without a prefix of our own. */
    String target();

    /** The hash of the group's key, by which pushes are held. */
    long group();

    /** Every header line, in order. */
    void headers(BiConsumer<String, String> each);

    /** Of the body in bytes; -1 if unknown until it ends; 0 if there is none. */
    long contentLength();

    /** Reading may block as long as the client takes. */
    InputStream body() throws IOException;

    /** Starts the answer. Afterwards its headers and then its body follow. */
    void status(int status);

    void header(String name, String value);

    OutputStream out() throws IOException;

    /** Takes back what was answered so far. False if some of it has left already; then nothing changes. */
    boolean startOver();

    /** Whether the client has closed its connection. Does not block; called while the answer has not begun, by any thread. */
    boolean clientGone();
}
