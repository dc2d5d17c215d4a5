package io.ucmbilling.billing.call;

import io.ucmbilling.billing.call.LegView.SideTrunkView;
import io.ucmbilling.billing.call.LegView.SideView;
import io.ucmbilling.call.Direction;
import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.calls.leg.KeptLeg;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Legs as a client sees them that outside numbers are hidden from (billing contract A5). Which these are, the whole call says, and
 * the leg itself if it came behind the call's version.
 *
 * @param mask of the call
 * @param whole the call
 */
record LegMask(CallMask mask, Call whole) {

    static LegMask of(KeptLeg leg) {
        Call whole = leg.whole() == null ? leg.reading().alone() : leg.whole();
        return new LegMask(new CallMask(leg.extensions(), leg.outside()), whole);
    }

    /** Returns the view with its outside numbers hidden. */
    LegView masked(LegView plain, KeptLeg leg) {
        Call alone = leg.reading().alone();
        boolean cameIn = leg.leg().direction() == Direction.INBOUND || leg.leg().direction() == Direction.EXTERNAL;
        Party answeredBy = leg.reading().answeredBy();
        return new LegView(
                plain.id(),
                plain.call(),
                plain.site(),
                plain.acctId(),
                plain.session() == null ? null : CallMask.session(plain.session()),
                CallMask.session(plain.uniqueid()),
                plain.startedAt(),
                plain.startedAtLocal(),
                plain.answeredAt(),
                plain.endedAt(),
                plain.durationSeconds(),
                plain.billableSeconds(),
                plain.direction(),
                plain.status(),
                plain.kind(),
                CallViews.caller(mask.party(alone.caller(), cameIn)),
                CallViews.party(mask.party(alone.callee(), false)),
                answeredBy == null ? null : CallViews.party(mask.party(answeredBy, false)),
                side(plain.source()),
                side(plain.destination()),
                mask.text(plain.context()),
                mask.text(plain.accountCode()),
                recordings(plain.recordings()),
                null);
    }

    private SideView side(SideView plain) {
        SideTrunkView trunk = plain.trunk();
        return new SideView(
                plain.endpoint(),
                plain.extension(),
                trunk == null ? null : new SideTrunkView(trunk.token(), text(trunk.name())));
    }

    private @Nullable String text(@Nullable String text) {
        return mask.text(text);
    }

    /** Returns the names by the numbers that the recordings have in the call; of one that it does not know, without a number. */
    private List<String> recordings(List<String> plain) {
        List<String> names = new ArrayList<>();
        for (String name : plain) {
            names.add(whole.recordings().stream()
                    .filter(recording -> recording.name().equals(name))
                    .findFirst()
                    .map(recording -> CallMask.recordingName(recording.number()))
                    .orElse("recording.wav"));
        }
        return names;
    }
}
