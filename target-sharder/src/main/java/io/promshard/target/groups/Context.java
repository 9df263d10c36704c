package io.promshard.target.groups;

import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * What a reading knows beside the text.
 *
 * @param folder of the groups file: relative paths begin there, as in {@code prometheus.yml}
 * @param readable whether a file can be read, for those with secrets
 */
record Context(Path folder, Predicate<Path> readable, Complaints complaints) {}
