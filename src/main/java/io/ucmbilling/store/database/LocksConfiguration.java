package io.ucmbilling.store.database;

import io.ucmbilling.settings.WrongSettingException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configuration of the locks that all families above share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LocksConfiguration.Settings.class)
class LocksConfiguration {

    /**
     * What of {@code gateway.collection} is about locks.
     *
     * @param lockLease after this, another replica may take a silent one's lock; at least 1s
     */
    @ConfigurationProperties(prefix = "gateway.collection")
    record Settings(@DefaultValue("20s") Duration lockLease) {

        Settings {
            if (lockLease.toMillis() < 1000) {
                throw new WrongSettingException("gateway.collection.lock-lease", lockLease.toString(), "at least 1s");
            }
        }
    }

    @Bean(initMethod = "start")
    LeasedLocks locks(DataSource dataSource, Settings settings, Clock clock) {
        return new LeasedLocks(dataSource, settings.lockLease(), clock);
    }
}
