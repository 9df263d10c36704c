package io.promshard.target.groups;

/**
 * Something in the groups file that cannot be used.
 *
 * @param line from 1
 * @param column from 1
 * @param path of the value, such as {@code groups.node.jobs[2].sources[0].http.url}; empty for the file as a whole
 * @param value as written, shortened; empty where there is none, or where it might be secret
 * @param allowed what may stand there
 */
public record Problem(String file, int line, int column, String path, String value, String allowed) {

    /** On one line, beginning with the place as editors understand it. */
    public String text() {
        String where = file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ");
        return where + allowed + (value.isEmpty() ? "" : ", got: \"" + value + '"');
    }
}
