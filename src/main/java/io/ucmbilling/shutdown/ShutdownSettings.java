package io.ucmbilling.shutdown;

import io.ucmbilling.settings.WrongSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code gateway.shutdown-delay}.
 *
 * @param shutdownDelay from the signal to the moment at which no connection is taken any more, up to five minutes
 */
@ConfigurationProperties(prefix = "gateway")
record ShutdownSettings(@DefaultValue("0s") Duration shutdownDelay) {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    ShutdownSettings {
        if (shutdownDelay.isNegative() || shutdownDelay.compareTo(LONGEST) > 0) {
            throw new WrongSettingException("gateway.shutdown-delay", shutdownDelay.toString(), "0s to 5m, such as 5s");
        }
    }
}
