package io.promshard.query.error;

/** A request that has no answer. Its message goes to the client: it names the parameter and value at fault, and no address. */
public final class QueryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorType type;

    public QueryException(ErrorType type, String message) {
        super(message);
        this.type = type;
    }

    /** The request is wrong. */
    public static QueryException badData(String message) {
        return new QueryException(ErrorType.BAD_DATA, message);
    }

    /** A parameter is wrong, in Prometheus's words. */
    public static QueryException badParam(String name, String why) {
        return badData("invalid parameter \"" + name + "\": " + why);
    }

    /** The request is right, and not for who makes it. */
    public static QueryException forbidden(String message) {
        return new QueryException(ErrorType.FORBIDDEN, message);
    }

    public ErrorType type() {
        return type;
    }
}
