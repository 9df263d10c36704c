package io.promshard.pgw.life;

/**
 * What is seen of a gateway at one moment.
 *
 * @param member whether the source of members knows it
 * @param well whether it is usable and not suspect
 * @param process tells one run of its process from the next; empty if that is not known
 * @param clean whether it was read whole, and nothing on it is to be deleted, since it is well
 * @param needed whether nobody else could take pushes
 */
public record Sign(boolean member, boolean well, String process, boolean clean, boolean needed) {}
