package io.promshard.pgw.board;

/**
 * Names one note on the board. What is written under a name never changes: it is there or it is not.
 *
 * @param name any text, as the topic has it
 */
public record Note(Topic topic, String name) {}
