package io.promshard.pgw.board;

/** The board could not be written; the message says why. */
public final class BoardException extends Exception {

    private static final long serialVersionUID = 1;

    public BoardException(String message) {
        super(message);
    }
}
