package io.promshard.query.promql.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "-2.5, -2.5",
        "100000, 100000",
        "1e6, 1e+06",
        "123456.5, 123456.5",
        "1234567.5, 1.2345675e+06",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "-1e-300, -1e-300",
        "1e300, 1e+300",
        "NaN, NaN",
        "-Infinity, -Inf"
    })
    void haveAnExponentWhereGoHasOne(double value, String expected) {
        assertThat(NumberForms.general(value)).isEqualTo(expected);
    }
}
