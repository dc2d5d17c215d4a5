package io.ucmbilling.collection.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PagePipelineTest {
    private final PagePipeline pipeline = new PagePipeline();
    private final List<Integer> kept = new CopyOnWriteArrayList<>();

    private void next(int page) {
        pipeline.next(() -> () -> kept.add(page));
    }

    @Test
    void keepsPagesInTheOrderGiven() {
        List.of(1, 2, 3, 4).forEach(this::next);
        pipeline.await();
        assertThat(kept).containsExactly(1, 2, 3, 4);
    }

    @Test
    void throwsTheErrorOfAPageAndKeepsNoneBehindIt() {
        Error error = new StackOverflowError();
        next(1);
        pipeline.next(() -> {
            throw error;
        });
        assertThatThrownBy(() -> {
                    next(3);
                    pipeline.await();
                })
                .isSameAs(error);
        pipeline.now(() -> () -> {});
        assertThat(kept).containsExactly(1);
    }
}
