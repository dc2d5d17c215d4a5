package io.ucmbilling.recording;

import io.ucmbilling.ucm.Recapi;
import io.ucmbilling.ucm.RemoteFile;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One recording at the one place on its UCM where it was found. */
record Source(String site, Recapi recapi, RecordingName place) {
    /** How often a fetch is begun or gone on with, in all. */
    static final int TRIES = 5;

    /** Whether to go on at once after that fault: not where the UCM must be left alone, or another try gives the same. */
    static boolean mayGoOn(UcmFault fault, int tries) {
        FaultKind.Retry retry = fault.kind().retry();
        boolean lasting = fault.kind() == FaultKind.DRIFTED || fault.kind() == FaultKind.INTERNAL;
        return tries < TRIES && retry == FaultKind.Retry.BACKOFF && !lasting;
    }

    /** Whether a file ended at another byte than it should: a header that says its length may be wrong. */
    static boolean isOfItsLength(UcmFault fault) {
        return fault.kind() == FaultKind.BROKEN_OFF || fault.kind() == FaultKind.DRIFTED;
    }

    /** From the beginning, with its header read; empty: it is not there. */
    Optional<Incoming> open() throws UcmFault {
        for (int tries = 1; ; tries++) {
            Optional<RemoteFile> file = recapi.open(place.directory(), place.file(), 0);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Incoming(file.get()));
            } catch (UcmFault e) {
                if (!mayGoOn(e, tries)) {
                    throw e;
                }
            }
        }
    }

    /**
     * From a byte on, whether the UCM knows ranges or not.
     *
     * @param ranges whether one may be asked for; without, it comes from the beginning and is read over, as it does where the
     *     name may be another recording's by now
     * @param length of the whole file as it was found before; negative: not known
     * @param former SHA-256 of the bytes before, which are compared where they come again; null: not known
     */
    Incoming goOn(boolean ranges, long from, long length, byte @Nullable [] former) throws UcmFault {
        Optional<RemoteFile> file = recapi.open(place.directory(), place.file(), ranges && isForEver() ? from : 0);
        Incoming incoming =
                new Incoming(file.orElseThrow(() -> fault(FaultKind.DRIFTED, "vanished while it was being fetched")));
        try {
            if (incoming.told() >= 0 && length >= 0 && incoming.told() != length) {
                throw fault(
                        FaultKind.DRIFTED,
                        "length: found " + incoming.told() + " bytes, expected " + length + " as before");
            }
            if (incoming.from() != from) {
                again(incoming, from, former);
            }
            return incoming;
        } catch (UcmFault e) {
            incoming.close();
            throw e;
        }
    }

    private boolean isForEver() {
        return Candidates.epoch(place).isPresent();
    }

    private void again(Incoming incoming, long count, byte @Nullable [] former) throws UcmFault {
        if (incoming.from() != 0) {
            throw fault(
                    FaultKind.MALFORMED,
                    "range: found one from byte " + incoming.from() + ", expected " + count + " or 0");
        }
        MessageDigest digest = Sha256.start();
        incoming.skip(count, digest);
        if (former != null && !Arrays.equals(former, digest.digest())) {
            throw fault(FaultKind.DRIFTED, "its bytes are others than before");
        }
    }

    UcmFault fault(FaultKind kind, String what) {
        return new UcmFault(kind, "site " + site + ": recording: " + what);
    }
}
