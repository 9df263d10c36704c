package io.promshard.target.publish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Compresses answers: lists of targets become a fifth or less. */
public final class Gzip {

    private static final int BUFFER = 1 << 16;

    private Gzip() {}

    public static byte[] of(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + plain.length / 8);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, BUFFER)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
