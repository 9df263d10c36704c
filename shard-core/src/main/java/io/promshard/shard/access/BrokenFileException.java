package io.promshard.shard.access;

/** A file of users, tokens or secrets that cannot be used. Its message names the file and the place, and none of what is in it. */
public final class BrokenFileException extends Exception {

    private static final long serialVersionUID = 1;

    public BrokenFileException(String message) {
        super(message);
    }
}
