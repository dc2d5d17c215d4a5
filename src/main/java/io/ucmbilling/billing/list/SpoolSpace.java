package io.ucmbilling.billing.list;

import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Room on the disk for answers that are written to files before they are sent: so much for one, and so much for all. */
@Component
final class SpoolSpace {
    private static final int RETRY_SECONDS = 30;
    private static final long MOST_OF_ONE = 1L << 30;
    private static final long MOST_OF_ALL = 4L << 30;

    private final long mostOfOne;
    private final long mostOfAll;
    private long taken;

    @Autowired
    SpoolSpace() {
        this(MOST_OF_ONE, MOST_OF_ALL);
    }

    /**
     * @param mostOfOne bytes
     * @param mostOfAll bytes
     */
    SpoolSpace(long mostOfOne, long mostOfAll) {
        this.mostOfOne = mostOfOne;
        this.mostOfAll = mostOfAll;
    }

    private synchronized void take(long bytes) {
        if (taken + bytes > mostOfAll) {
            throw new ProblemException(Problem.unavailable(
                    "answers that are being made ready take all of the %d bytes that they may".formatted(mostOfAll),
                    RETRY_SECONDS));
        }
        taken += bytes;
    }

    private synchronized void giveBack(long bytes) {
        taken -= bytes;
    }

    /** Returns a stream to a file, which takes room for each byte and gives it back when it is closed, as the file goes. */
    OutputStream over(OutputStream file) {
        return new BoundedOutput(file);
    }

    private final class BoundedOutput extends FilterOutputStream {
        private long own;
        private boolean closed;

        BoundedOutput(OutputStream file) {
            super(file);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        /** @throws ProblemException if there is no room */
        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (own + length > mostOfOne) {
                throw new ProblemException(Problem.unavailable(
                        "the answer is longer than %d bytes, the most there may be: ask for parts of the period at"
                                        .formatted(mostOfOne)
                                + " /api/v1/calls",
                        RETRY_SECONDS));
            }
            take(length);
            own += length;
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new ProblemException(
                        Problem.unavailable("the gateway's disk has no room for the answer", RETRY_SECONDS));
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                giveBack(own);
                super.close();
            }
        }
    }
}
