package io.ucmbilling.recording;

import io.ucmbilling.recording.cache.FileState;
import io.ucmbilling.recording.cache.GrowingFile;
import io.ucmbilling.recording.download.DownloadSink;
import io.ucmbilling.recording.download.RecordingRequest;
import io.ucmbilling.recording.download.UcmDownload;
import io.ucmbilling.recording.name.Candidates;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The download of one recording into the cache, for all who wait for it.
 *
 * <ol>
 *   <li>{@link #start} finds and opens it, in the thread of who asked first. Readers begin as soon as its length is known,
 *       with the bytes that came along, before any is on the disk.
 *   <li>The rest comes on a thread of its own, over breaks as {@link UcmDownload} does.
 *   <li>If nothing tells the length, or if the header was wrong the last time, readers begin when two readings agree.
 *   <li>A complete file is kept, unless it may still be being recorded: its header tells another length than the UCM, or there
 *       is no sound behind it, and its name tells no start that lies a day back.
 *   <li>Readers that leave do not end it. Left by all for {@link #LEFT_ALONE}, it ends by itself.
 *   <li>If the cache has no space or no disk for it, its readers go on by themselves.
 * </ol>
 */
final class SharedDownload implements DownloadSink.Restartable {
    static final Duration LEFT_ALONE = Duration.ofMinutes(10);
    private static final Duration LONGEST_CALL = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(SharedDownload.class);

    private final RecordingRequest request;
    private final DownloadContext context;
    private final GrowingFile file;

    SharedDownload(RecordingRequest request, DownloadContext context) {
        this.request = request;
        this.context = context;
        this.file = new GrowingFile(context.clock());
    }

    GrowingFile file() {
        return file;
    }

    /** Asks the UCM on this thread, so that its readers are told without a change of threads. Another one brings the bytes. */
    void start(Executor threads) {
        guarded(() -> {
            context.countFetch(site());
            Optional<UcmDownload> found = context.finder().open(request);
            if (found.isPresent()) {
                begin(found.get(), threads);
            } else {
                file.end(new FileState.Missing());
            }
        });
    }

    private void begin(UcmDownload download, Executor threads) {
        boolean taken = false;
        try {
            if (file.begin(context.cache(), request.key(), download.length(), download.head())) {
                threads.execute(() -> receive(download));
                taken = true;
            } else {
                uncacheable();
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("a download was begun while the gateway stops", e);
            failed(request.fault(FaultKind.INTERNAL, "the gateway stops"));
        } finally {
            if (!taken) {
                download.close();
            }
        }
    }

    private void receive(UcmDownload download) {
        guarded(() -> {
            try (download) {
                read(download);
                file.finish(download.isFinished() || !mayBeRecordedStill(), download.sha256());
            } catch (IOException e) {
                uncacheable();
            }
        });
    }

    private void read(UcmDownload download) throws UcmFault, IOException {
        try {
            if (download.length() >= 0) {
                download.read(download.length(), this);
            } else {
                download.readTwice(this);
            }
        } catch (UcmFault e) {
            boolean ofItsLength = e.kind() == FaultKind.BROKEN_OFF || e.kind() == FaultKind.DRIFTED;
            if (download.isLengthFromHeader() && ofItsLength) {
                context.trouble().wrongHeaders().add(request.key());
            }
            throw e;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException, UcmFault {
        file.write(bytes, offset, count);
        context.countBytes(site(), count);
        if (file.isLeftFor(LEFT_ALONE)) {
            throw request.fault(FaultKind.INTERNAL, "nobody waits for it any more");
        }
    }

    @Override
    public void restart() throws IOException {
        file.restart();
    }

    private interface DownloadStep {
        void take() throws UcmFault;
    }

    /** Takes a step. The readers are told whatever comes of it. */
    private void guarded(DownloadStep step) {
        try {
            step.take();
        } catch (UcmFault e) {
            failed(e);
        } catch (RuntimeException | Error e) {
            failed(request.fault(FaultKind.INTERNAL, "the gateway failed"));
            LOG.error("site {}: a recording was not fetched", site(), e);
        }
    }

    private void failed(UcmFault fault) {
        if (file.end(new FileState.Failed(fault))) {
            context.countBroken(site());
        }
    }

    private void uncacheable() {
        context.trouble().unfit().add(request.key());
        file.end(new FileState.Uncacheable());
    }

    private boolean mayBeRecordedStill() {
        return Candidates.epoch(request.name())
                .map(start -> start.plus(LONGEST_CALL).isAfter(context.clock().instant()))
                .orElse(true);
    }

    private String site() {
        return request.site().id();
    }
}
