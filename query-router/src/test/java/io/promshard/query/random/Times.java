package io.promshard.query.random;

import java.math.BigDecimal;

/** Times as the API writes them. */
final class Times {

    private Times() {}

    /** Seconds with up to three decimals. */
    static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }
}
