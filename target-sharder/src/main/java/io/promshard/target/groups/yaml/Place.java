package io.promshard.target.groups.yaml;

/** Where something stands in a text, as editors count: the first line and the first column are 1. */
public record Place(int line, int column) {

    public static final Place START = new Place(1, 1);
}
