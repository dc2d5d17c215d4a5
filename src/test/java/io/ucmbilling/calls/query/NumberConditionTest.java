package io.ucmbilling.calls.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberConditionTest {
    @Test
    void endsBehindAllThatBeginSo() {
        assertThat(NumberCondition.endOf("1202")).isEqualTo("1203");
        assertThat(NumberCondition.endOf("+")).isEqualTo(",");
        assertThat(NumberCondition.endOf("\uD7FF")).isEqualTo("\uE000");
        assertThat(NumberCondition.endOf("1" + Character.toString(Character.MAX_CODE_POINT)))
                .isEqualTo("2");
        assertThat(NumberCondition.endOf(Character.toString(Character.MAX_CODE_POINT)))
                .isEmpty();
    }
}
