package io.ucmbilling.testing.database;

import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.intake.Quarantine;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.Sites;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/** The store room alone, on a database: one replica's view of it. */
public final class DatabaseStore implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    /** @param clock what this replica takes for now; the database has its own */
    public DatabaseStore(Database database, Clock clock) {
        context = new SpringApplicationBuilder(Room.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties("spring.jpa.open-in-view=false", "spring.jpa.hibernate.ddl-auto=none")
                .initializers(starting -> {
                    starting.getBeanFactory().registerSingleton("dataSource", database.dataSource());
                    starting.getBeanFactory().registerSingleton("clock", clock);
                })
                .run();
    }

    public Legs legs() {
        return context.getBean(Legs.class);
    }

    public Sites sites() {
        return context.getBean(Sites.class);
    }

    public LegIntake intake() {
        return context.getBean(LegIntake.class);
    }

    public FirstDays firstDays() {
        return context.getBean(FirstDays.class);
    }

    public Quarantine quarantine() {
        return context.getBean(Quarantine.class);
    }

    /** The pool; the database closes it. */
    public DataSource dataSource() {
        return context.getBean(DataSource.class);
    }

    /** Any bean of the room, for its own tests. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Gives the beans that stand on the store what they ask for. */
    public void lend(ConfigurableListableBeanFactory borrower) {
        borrower.setParentBeanFactory(context.getBeanFactory());
    }

    @Override
    public void close() {
        context.close();
    }

    @ComponentScan("io.ucmbilling.store")
    @AutoConfigurationPackage(basePackages = "io.ucmbilling.store")
    @ImportAutoConfiguration({HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class})
    static class Room {}
}
