package io.ucmbilling.collection;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The scheduler's beat. */
@Component
class Ticker {
    private final Poller poller;

    Ticker(Poller poller) {
        this.poller = poller;
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void tick() {
        poller.tick();
    }
}
