package io.ucmbilling;

import io.ucmbilling.access.client.ApiKey;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The gateway's process: where it starts, its one clock, and scheduling switched on. */
@SpringBootApplication
@EnableScheduling
public class Application {
    private static final String NEW_API_KEY = "--new-api-key";

    /** Starts the gateway, or prints a new key and its hash if the only thing wanted is {@code --new-api-key}. */
    public static void main(String[] args) {
        if (Arrays.asList(args).contains(NEW_API_KEY)) {
            ApiKey key = ApiKey.fresh();
            System.out.println("key: " + key.text());
            System.out.println("key-sha256: " + key.sha256());
            return;
        }
        SpringApplication.run(Application.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
