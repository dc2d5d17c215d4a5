package io.ucmbilling.report.signin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** Pauses that end when the gateway stops. */
final class StoppablePause implements SignInThrottle.Pause, ApplicationListener<ContextClosedEvent> {
    private final CountDownLatch stop = new CountDownLatch(1);

    @Override
    @SuppressWarnings("ResultOfMethodCallIgnored")
    public void take(Duration time) {
        try {
            boolean unused = stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        stop.countDown();
    }
}
