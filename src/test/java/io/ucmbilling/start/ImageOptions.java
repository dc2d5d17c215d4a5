package io.ucmbilling.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the image's {@code Dockerfile} tells the JVM, and what the JVM makes of it in a container of 512 MB on up to two cores. */
final class ImageOptions {
    /** Without the cache. */
    static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:InitialHeapSize=102m",
            "-Xmx256m",
            "-XX:-ShrinkHeapInSteps",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-XX:TrimNativeHeapInterval=60000");

    private ImageOptions() {}

    /** Returns the gateway's cache in that folder, which is trained if it is not there. */
    static Path cache(ExtractedJar gateway, Path folder) throws Exception {
        Path cache = folder.resolve("gateway.aot");
        if (!Files.exists(cache)) {
            new CacheTraining().train(gateway, cache, JVM);
        }
        return cache;
    }

    static List<String> with(List<String> more) {
        List<String> all = new ArrayList<>(JVM);
        all.addAll(more);
        return all;
    }
}
