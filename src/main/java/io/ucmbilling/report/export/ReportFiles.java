package io.ucmbilling.report.export;

import io.ucmbilling.calls.leg.CallVersion;
import io.ucmbilling.calls.leg.LegStreams;
import io.ucmbilling.calls.query.CallLists;
import io.ucmbilling.calls.query.CallLists.PageRequest;
import io.ucmbilling.calls.query.CallStreams;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.store.serving.QueryClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Writer of files, each of one snapshot.
 *
 * <ol>
 *   <li>The calls are counted. If that fails, nothing was written yet.
 *   <li>CSV: the calls are streamed with their legs, a few hundred at a time.
 *   <li>A workbook has its sheets one behind the other. So the calls are streamed twice: first for their sheet, then with their legs.
 * </ol>
 */
@Component
public final class ReportFiles {
    /** How long the database may work for each fetch. */
    private static final Duration FETCH_LIMIT = Duration.ofSeconds(30);

    private final CallLists lists;
    private final CallStreams calls;
    private final LegStreams legs;

    ReportFiles(CallLists lists, CallStreams calls, LegStreams legs) {
        this.lists = lists;
        this.calls = calls;
        this.legs = legs;
    }

    /**
     * Writes a file. The stream is left open.
     *
     * @return how many calls it has
     * @throws UncheckedIOException if the receiver is gone; what was written is then no whole file
     */
    public long write(FileRequest file, QueryClient client, FileProgress progress, OutputStream out) {
        FileWriting writing = new FileWriting(file, client, progress, out);
        legs.inOneSnapshot(writing::run);
        return writing.count;
    }

    /** One file on its way. */
    private final class FileWriting {
        private final FileRequest file;
        private final QueryClient client;
        private final FileProgress progress;
        private final OutputStream out;
        private long count;

        FileWriting(FileRequest file, QueryClient client, FileProgress progress, OutputStream out) {
            this.file = file;
            this.client = client;
            this.progress = progress;
            this.out = out;
        }

        void run() throws IOException {
            PageRequest none = new PageRequest(file.order(), null, 1, true);
            QueryClient patient = new QueryClient(FETCH_LIMIT, client.waiting());
            count = Objects.requireNonNull(
                    lists.page(file.filter(), none, patient).count());
            FileFormat format = file.columns().format();
            progress.total(format.passes() * count);
            switch (format) {
                case CSV -> csv();
                case XLSX -> workbook();
            }
        }

        private void csv() throws IOException {
            GuideCsv csv = new GuideCsv(file.columns().ofLegs(), out);
            legs.calls(file.filter(), file.order(), client, FETCH_LIMIT, batch -> {
                for (CallVersion call : batch) {
                    call.legs().forEach(leg -> csv.leg(leg.raw()));
                }
                progress.written(batch.size());
            });
            csv.end();
        }

        private void workbook() throws IOException {
            try (ReportWorkbook workbook = new ReportWorkbook(out, file.columns(), file.zones())) {
                calls(workbook);
                workbook.endCalls();
                legs(workbook);
                workbook.end();
            }
        }

        private void calls(ReportWorkbook workbook) {
            long[] number = {0};
            calls.calls(file.filter(), file.order(), client, FETCH_LIMIT, batch -> {
                for (StoredCall call : batch) {
                    workbook.call(++number[0], call);
                }
                progress.written(batch.size());
            });
        }

        private void legs(ReportWorkbook workbook) {
            long[] number = {0};
            legs.calls(file.filter(), file.order(), client, FETCH_LIMIT, batch -> {
                for (CallVersion call : batch) {
                    number[0]++;
                    for (BilledLeg leg : call.legs()) {
                        workbook.leg(number[0], call.call().site(), leg.raw());
                    }
                }
                progress.written(batch.size());
            });
        }
    }
}
