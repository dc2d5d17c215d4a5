package io.ucmbilling.testing.database;

import io.ucmbilling.testing.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL as the system has it installed (Debian's packages), with the tools that back up and restore its databases. */
public final class InstalledPostgres implements AutoCloseable {
    private static final Path HOME = Path.of("/usr/lib/postgresql");
    private static final List<String> TOOLS = List.of("initdb", "pg_ctl", "pg_dump", "pg_restore", "psql");

    private final Server server;
    private final Database database;

    private InstalledPostgres(Server server) {
        this.server = server;
        this.database = Database.emptyOn(server).migrated();
    }

    /** Starts a server with a migrated database, on files of its own; empty: none is installed, or not with all tools. */
    public static Optional<InstalledPostgres> start() {
        return programs().map(Server::new).map(InstalledPostgres::new);
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(HOME)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(HOME)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> TOOLS.stream().allMatch(tool -> Files.isExecutable(bin.resolve(tool))))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Database database() {
        return database;
    }

    /** Writes the database to a file, as it is at one moment; it goes on being used. */
    public void dump(Path file) {
        server.run("pg_dump", "--format=custom", "--file=" + file, server.address(name()));
    }

    /** Makes a database of the file, and puts it in the place of the one that there is. All connections to that one break. */
    public void restore(Path file) {
        sql("CREATE DATABASE restored");
        server.run("pg_restore", "--exit-on-error", "--dbname=" + server.address("restored"), file.toString());
        sql("DROP DATABASE " + name() + " WITH (FORCE)");
        sql("ALTER DATABASE restored RENAME TO " + name());
    }

    private String name() {
        return database.url().replaceFirst(".*/", "");
    }

    private void sql(String statement) {
        server.run("psql", "--set=ON_ERROR_STOP=1", "--command=" + statement, server.address("postgres"));
    }

    @Override
    public void close() {
        database.close();
        server.discard();
    }

    /** The server, and its programs. */
    private static final class Server implements DatabaseServer {
        private final Path programs;
        private final Path data;
        private final int port;

        Server(Path programs) {
            this.programs = programs;
            try {
                this.port = FreePorts.next();
                this.data = Files.createTempDirectory("gateway-installed-postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            run("initdb", "--pgdata=" + data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync");
            start();
        }

        /** Runs one of its programs, and fails if that does. As root it runs as a user without rights. */
        void run(String program, String... arguments) {
            List<String> command = new ArrayList<>();
            if (System.getProperty("user.name").equals("root")) {
                command.addAll(List.of("unshare", "-U"));
            }
            command.add(programs.resolve(program).toString());
            command.addAll(List.of(arguments));
            Path log = data.resolveSibling(data.getFileName() + ".log");
            try {
                int code = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor();
                if (code != 0) {
                    throw new IllegalStateException(
                            program + " ended with " + code + ": " + Files.readString(log, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        String address(String name) {
            return "postgresql://postgres@localhost:" + port + "/" + name;
        }

        @Override
        public String url(String name) {
            return "jdbc:postgresql://localhost:" + port + "/" + name;
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
        public void start() {
            String options = "-p " + port + " -c listen_addresses=localhost -c unix_socket_directories= -c fsync=off";
            run("pg_ctl", "--pgdata=" + data, "--options=" + options, "--wait", "start");
        }

        @Override
        public void stop() {
            run("pg_ctl", "--pgdata=" + data, "--mode=fast", "--wait", "stop");
        }

        @Override
        public void discard() {
            stop();
            try {
                FileSystemUtils.deleteRecursively(data);
                Files.deleteIfExists(data.resolveSibling(data.getFileName() + ".log"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
