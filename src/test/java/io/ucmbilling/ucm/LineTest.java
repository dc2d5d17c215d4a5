package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void throwsTheErrorOfACallAsItIs() throws Exception {
        Error error = new NoClassDefFoundError("x");
        try (Line line = new Line(SiteDraft.on(1).site(), null, 1)) {
            assertThatThrownBy(() -> line.call(exchange -> {
                        throw error;
                    }))
                    .isSameAs(error);
        }
    }
}
