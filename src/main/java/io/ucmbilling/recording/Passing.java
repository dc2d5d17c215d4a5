package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.Optional;

/** Passes recordings through, past the cache. */
final class Passing {
    private final Fetch.Room room;

    Passing(Fetch.Room room) {
        this.room = room;
    }

    /** Empty: the UCM does not have it. */
    Optional<Recording> open(RecordingRequest asked) throws UcmFault {
        Optional<Finder.Found> found = room.finder().find(asked.site(), asked.name());
        return found.isPresent() ? Optional.of(passed(asked, found.get(), -1)) : Optional.empty();
    }

    /** For a reader that has begun already, and knows the length. */
    Recording goOn(RecordingRequest asked, long length) throws UcmFault {
        Optional<Finder.Found> found = room.finder().find(asked.site(), asked.name());
        return passed(
                asked,
                found.orElseThrow(() -> new UcmFault(
                        FaultKind.DRIFTED, "site " + asked.site().id() + ": recording: vanished while it was read")),
                length);
    }

    /** @param expected the length that is known; negative: none is yet */
    private Recording passed(RecordingRequest asked, Finder.Found found, long expected) throws UcmFault {
        Incoming incoming = found.incoming();
        boolean told = incoming.told() >= 0;
        boolean headerHolds = !room.doubts().hasWrongHeader(asked.key());
        long length = told || !headerHolds ? incoming.told() : incoming.announced();
        if (length < 0 || (expected >= 0 && length != expected)) {
            incoming.close();
            throw found.source()
                    .fault(
                            FaultKind.MALFORMED,
                            "length: found " + (length < 0 ? "none" : length) + ", expected "
                                    + (expected < 0 ? "one, as it is not kept" : expected));
        }
        room.counters().passedThrough(asked.site().id());
        OpenRecording.Label label = asked.label(length, room.clock().instant());
        return new PassedRecording(found.source(), label, length, told, incoming);
    }
}
