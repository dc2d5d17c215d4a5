package io.ucmbilling.recording.download;

import io.ucmbilling.recording.name.Candidates;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.ucm.Recapi;
import io.ucmbilling.ucm.RemoteFile;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** A place on a UCM where a recording may lie. */
record RecordingPlace(RecordingRequest request, Recapi recapi, RecordingName name) {

    /** Opens it at a byte, or at its beginning if the UCM does not know ranges; empty: it is not there. */
    Optional<RemoteFile> open(long from) throws UcmFault {
        return recapi.open(name.directory(), name.file(), from);
    }

    /**
     * Opens it again at a byte, whether the UCM knows ranges or not. A range is asked for only if the length is known and the
     * name stands for one recording for ever. Else it comes from its beginning and is read over.
     *
     * @param length of the whole file in bytes, as the UCM said before; negative: it did not
     * @param former SHA-256 of the bytes before the position, which must be the same if they come again; null: not known
     * @throws UcmFault of kind DRIFTED if it is another file by now
     */
    BufferedRemoteFile reopen(long position, long length, byte @Nullable [] former) throws UcmFault {
        boolean forEver = Candidates.epoch(name).isPresent();
        BufferedRemoteFile again = new BufferedRemoteFile(open(length >= 0 && forEver ? position : 0)
                .orElseThrow(() -> request.fault(FaultKind.DRIFTED, "vanished while it was being fetched")));
        try {
            long told = again.toldLength();
            if (told >= 0 && length >= 0 && told != length) {
                throw request.fault(
                        FaultKind.DRIFTED, "length: found " + told + " bytes, expected " + length + " as before");
            }
            if (again.from() != position) {
                readOver(again, position, former);
            }
            return again;
        } catch (UcmFault e) {
            again.close();
            throw e;
        }
    }

    private void readOver(BufferedRemoteFile again, long position, byte @Nullable [] former) throws UcmFault {
        if (again.from() != 0) {
            throw request.fault(
                    FaultKind.MALFORMED,
                    "range: found one from byte " + again.from() + ", expected " + position + " or 0");
        }
        MessageDigest digest = DigestUtils.getSha256Digest();
        again.skip(position, digest);
        if (former != null && !Arrays.equals(former, digest.digest())) {
            throw request.fault(FaultKind.DRIFTED, "its bytes are others than before");
        }
    }
}
