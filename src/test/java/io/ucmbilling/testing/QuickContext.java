package io.ucmbilling.testing;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.core.io.Resource;

/**
 * The application's context, but that all of a JVM list each folder of classes once, and read each class file once. Tests start the
 * application more than a hundred times, and a quarter of a start is to read again what the start before has read.
 */
public final class QuickContext extends AnnotationConfigServletWebServerApplicationContext {
    private static final Map<Class<?>, Map<Resource, ?>> READ = new ConcurrentHashMap<>();
    private static final Map<String, Resource[]> LISTED = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("unchecked") // Values of each type have a map of their own.
    public <T> Map<Resource, T> getResourceCache(Class<T> valueType) {
        return (Map<Resource, T>) READ.computeIfAbsent(valueType, _ -> new ConcurrentHashMap<>());
    }

    /** Keeps them for the next context. */
    @Override
    public void clearResourceCaches() {}

    @Override
    public Resource[] getResources(String locationPattern) throws IOException {
        Resource[] known = LISTED.get(locationPattern);
        if (known == null) {
            known = super.getResources(locationPattern);
            LISTED.put(locationPattern, known);
        }
        return known.clone();
    }
}
