package io.promshard.query.remote;

import io.promshard.query.wire.MalformedAnswer;

/**
 * A floating-point number of which each sample stores what changed, as an exclusive or of the bits. Used by one thread.
 *
 * @see <a href="https://doi.org/10.14778/2824032.2824078">Pelkonen et al.: Gorilla, 4.1.2</a>
 */
final class XorValue {

    private long bits;
    private int leading;
    private int trailing;

    /** The first one, which is whole. */
    void first(BitReader in) throws MalformedAnswer {
        bits = in.bits(Long.SIZE);
    }

    /** The next one: the same, or other bits where the last change was, or other bits elsewhere. */
    void next(BitReader in) throws MalformedAnswer {
        if (!in.bit()) {
            return;
        }
        if (in.bit()) {
            leading = (int) in.bits(5);
            int width = (int) in.bits(6);
            trailing = Long.SIZE - leading - (width == 0 ? Long.SIZE : width);
            if (trailing < 0) {
                throw new MalformedAnswer("a chunk has a value of too many bits");
            }
        }
        bits ^= in.bits(Long.SIZE - leading - trailing) << trailing;
    }

    double value() {
        return Double.longBitsToDouble(bits);
    }
}
