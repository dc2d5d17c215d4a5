package io.ucmbilling;

import io.ucmbilling.access.client.ApiKey;
import io.ucmbilling.access.password.NewPassword;
import io.ucmbilling.startup.SchemaMigration;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The gateway's process: where it starts, its one clock, and its scheduler. */
@SpringBootApplication
@EnableScheduling
public class Application {
    private static final String NEW_API_KEY = "--new-api-key";

    /**
     * Starts the gateway. With {@code --new-api-key} it only prints a new key and its hash, with {@code --new-password} a line for
     * the settings, with {@code --migrate-only} it only brings the schema up to date.
     */
    public static void main(String[] args) {
        if (Arrays.asList(args).contains(NEW_API_KEY)) {
            ApiKey key = ApiKey.fresh();
            System.out.println("key: " + key.text());
            System.out.println("key-sha256: " + key.sha256());
            return;
        }
        if (Arrays.asList(args).contains(NewPassword.ARGUMENT)) {
            System.exit(NewPassword.run());
        }
        if (Arrays.asList(args).contains(SchemaMigration.ARGUMENT)) {
            SchemaMigration.run(args);
            return;
        }
        SpringApplication.run(Application.class, args);
    }

    /**
     * Returns the scheduler of all that is due from time to time. It has several threads: on a single one, as Spring Boot would have it
     * beside virtual threads, a disk that hangs would keep all polling waiting.
     */
    @Bean
    @ConditionalOnMissingBean(TaskScheduler.class)
    ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
        return builder.build();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
