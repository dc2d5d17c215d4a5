package io.ucmbilling.testing.database;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.ucmbilling.testing.FreePorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A running PostgreSQL of the tests. */
interface DatabaseServer {
    /** The JDBC address of that database on this server. */
    String url(String database);

    String username();

    String password();

    /** Stops the server; open connections break. */
    void stop();

    /** Stops the server for good. */
    void discard();

    /** Starts it again, on the same port, with the same data. */
    void start();

    /** One from Testcontainers, where a Docker engine answers and the container starts. */
    static Optional<DatabaseServer> container() {
        quiet("org.testcontainers", Level.WARN);
        quiet("tc", Level.WARN);
        // That no engine answers is the ordinary case, and told there as an error.
        quiet("org.testcontainers.dockerclient", Level.OFF);
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.empty();
            }
            return Optional.of(new Container());
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(DatabaseServer.class)
                    .info("No PostgreSQL from Docker ({}), the embedded one is taken", e.getMessage());
            return Optional.empty();
        }
    }

    /** The embedded one, of the Maven artifact. */
    static DatabaseServer embedded() {
        // It passes on what initdb and the server print.
        quiet("io.zonky.test", Level.WARN);
        return new Embedded();
    }

    private static void quiet(String logger, Level level) {
        ((Logger) LoggerFactory.getLogger(logger)).setLevel(level);
    }

    /** PostgreSQL in a container, of the newest version unless {@code -Dpostgres.image=postgres:15} says another. */
    final class Container implements DatabaseServer {
        private final PostgreSQLContainer container = new PostgreSQLContainer(
                        System.getProperty("postgres.image", "postgres:18"))
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");

        Container() {
            container.start();
        }

        @Override
        public String url(String database) {
            return "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(5432) + "/" + database;
        }

        @Override
        public String username() {
            return container.getUsername();
        }

        @Override
        public String password() {
            return container.getPassword();
        }

        @Override
        public void stop() {
            container.stop();
        }

        @Override
        public void discard() {
            container.stop();
        }

        @Override
        public void start() {
            throw new UnsupportedOperationException("a container comes back on another port");
        }
    }

    /** PostgreSQL as a process of this machine; works as root too. */
    final class Embedded implements DatabaseServer {
        private final Path data;
        private final int port;
        private @Nullable EmbeddedPostgres postgres;

        Embedded() {
            try {
                port = FreePorts.next();
                data = Files.createTempDirectory("gateway-postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            start();
            // After the gateways of this JVM, whose last statements it would break otherwise.
            SpringApplication.getShutdownHandlers().add(this::discard);
        }

        @Override
        public String url(String database) {
            return "jdbc:postgresql://localhost:" + port + "/" + database;
        }

        @Override
        public String username() {
            return "postgres";
        }

        @Override
        public String password() {
            return "postgres";
        }

        @Override
        public void stop() {
            EmbeddedPostgres running = postgres;
            postgres = null;
            if (running != null) {
                try {
                    running.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public void discard() {
            stop();
            try {
                deleteInBackground();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Deletes the databases of a whole test run, hundreds of thousands of files, without keeping the JVM from its end. */
        private void deleteInBackground() throws IOException {
            try {
                new ProcessBuilder("rm", "-rf", data.toString())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                FileSystemUtils.deleteRecursively(data); // There is no such program here.
            }
        }

        void backUp(Path to) {
            copy(data, to);
        }

        void restore(Path from) {
            try {
                FileSystemUtils.deleteRecursively(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            copy(from, data);
        }

        /** Copies with permissions, which PostgreSQL looks at. */
        private static void copy(Path from, Path to) {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void start() {
            try {
                postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .setRegisterShutdownHook(false)
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
