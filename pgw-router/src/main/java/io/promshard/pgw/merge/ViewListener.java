package io.promshard.pgw.merge;

/** Told of views, for metrics. Must not block or throw. */
public interface ViewListener {

    /** A view was made, in so many nanoseconds. */
    void gathered(View view, long nanos);

    /** No view could be made. */
    void failed(String reason);

    /** A gateway could not be read. */
    void unread(String gateway);
}
