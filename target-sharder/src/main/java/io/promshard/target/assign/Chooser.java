package io.promshard.target.assign;

/** Names who takes a key next. */
@FunctionalInterface
interface Chooser {

    /**
     * A collector that does not have the key and may take it.
     *
     * @param apart whether it must be of another zone than all that have the key
     * @return its number, or -1 if there is none
     */
    int next(int key, boolean apart);
}
