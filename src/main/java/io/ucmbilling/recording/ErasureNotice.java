package io.ucmbilling.recording;

import io.ucmbilling.recording.cache.ErasedFiles;
import org.springframework.beans.factory.ObjectProvider;

/** Notice to this replica that recordings were erased: it looks at once, which it would do within seconds by itself, as all others do. */
public final class ErasureNotice {
    private final ObjectProvider<ErasedFiles> files;

    /** @param files asked for with the first notice, since they are read at once, which must not be before the schema was checked */
    ErasureNotice(ObjectProvider<ErasedFiles> files) {
        this.files = files;
    }

    /** Returns once what was erased is no longer served here. */
    public void look() {
        files.getObject().look();
    }
}
