package io.promshard.target.agent;

import io.promshard.target.publish.Version;

/**
 * What outlives a restart of the agent.
 *
 * @param accepted the newest version that it began to write; nothing older is taken from anybody
 * @param applied the version that its files are, all of them
 */
record Remembered(Version accepted, Version applied) {

    static final Remembered NOTHING = new Remembered(Version.NONE, Version.NONE);

    /** As it is kept: one line. */
    String text() {
        return accepted + " " + applied + "\n";
    }

    /** @throws IllegalArgumentException if it is not what {@link #text} gives */
    static Remembered parse(String text) {
        String[] parts = text.strip().split(" ", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("what was applied is kept as two versions, found: \"" + text + '"');
        }
        return new Remembered(Version.parse(parts[0]), Version.parse(parts[1]));
    }

    Remembered accepting(Version version) {
        return new Remembered(version, applied);
    }

    Remembered applied(Version version) {
        return new Remembered(accepted, version);
    }
}
