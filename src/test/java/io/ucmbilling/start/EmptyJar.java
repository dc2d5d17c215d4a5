package io.ucmbilling.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The empty application as a jar beside the gateway's libraries, of which it takes those of web, JPA, Flyway and actuator. */
final class EmptyJar {
    /** How the names of the others begin. */
    private static final List<String> OTHERS = List.of(
            "springdoc",
            "swagger",
            "spring-security",
            "spring-boot-security",
            "spring-boot-starter-security",
            "spring-boot-starter-oauth2",
            "spring-boot-oauth2",
            "spring-boot-starter-opentelemetry",
            "spring-boot-opentelemetry",
            "opentelemetry",
            "micrometer-registry",
            "micrometer-tracing",
            "prometheus",
            "nimbus",
            "bc",
            "httpc",
            "commons-codec",
            "commons-compress",
            "commons-io",
            "commons-lang3",
            "libphonenumber",
            "caffeine",
            "shedlock",
            "jackson-dataformat-yaml",
            "webjars");

    private EmptyJar() {}

    /** Makes it in the folder of an extracted jar. */
    static ExtractedJar beside(ExtractedJar gateway) throws IOException {
        Path folder = Objects.requireNonNull(gateway.jar().getParent());
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, EmptyApplication.class.getName());
        attributes.put(Attributes.Name.CLASS_PATH, libraries(folder.resolve("lib")));
        Path jar = folder.resolve("empty.jar");
        String name = EmptyApplication.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream type = Objects.requireNonNull(
                        EmptyApplication.class.getClassLoader().getResourceAsStream(name))) {
            out.putNextEntry(new JarEntry(name));
            type.transferTo(out);
        }
        return new ExtractedJar(gateway.java(), jar);
    }

    private static String libraries(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> OTHERS.stream().noneMatch(name::startsWith))
                    .sorted()
                    .map(name -> "lib/" + name)
                    .collect(Collectors.joining(" "));
        }
    }
}
