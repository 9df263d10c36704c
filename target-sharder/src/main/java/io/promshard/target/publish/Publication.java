package io.promshard.target.publish;

import io.promshard.target.model.Target;
import java.util.List;
import java.util.SortedMap;

/**
 * Which targets each collector of a group shall scrape now, hand-overs in progress included: what is delivered.
 *
 * @param version grows with each change of content, within a term of leadership and over it
 * @param lists of each collector, of each job, its targets sorted by identity. A collector or a job that is not in it is not spoken
 *     of, so its lists stay; an empty list says that there is nothing to scrape
 */
public record Publication(String group, Version version, SortedMap<String, SortedMap<String, List<Target>>> lists) {}
