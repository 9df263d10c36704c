package io.promshard.pgw.ledger;

import io.promshard.pgw.grouping.GroupingKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A group in 16 bytes: the begin of its key's SHA-256, so that nobody can make two groups look alike. */
public record GroupId(long high, long low) {

    public static GroupId of(GroupingKey key) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key.canonical()));
            return new GroupId(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }
}
