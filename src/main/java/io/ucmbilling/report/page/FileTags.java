package io.ucmbilling.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.core.io.Resource;

/**
 * Entity tags of the files that pages load, made of what stands in them. Their times would not do: all files of a release have the same one,
 * whatever the release.
 */
final class FileTags implements Function<Resource, String> {
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    @Override
    public String apply(Resource file) {
        try {
            return tags.computeIfAbsent(file.getURL().toString(), url -> tag(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(Resource file) {
        try (InputStream content = file.getInputStream()) {
            return DigestUtils.sha256Hex(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
