package io.ucmbilling.report.fleet;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site on the board.
 *
 * @param zone of its PBX
 * @param failures failed passes in a row
 * @param lag how long ago it was last read to its newest record; null: it never was
 * @param newestCall when it started, by the clock of the site; empty: there is none
 * @param first its first collection; null: it is done, or was not begun
 * @param fault why the last pass failed; null: it did not
 * @param clock how far the clock of the UCM is off
 * @param zoneError how far the configured zone is off
 * @param quarantined records that cannot be read
 * @param warnings what else somebody should look at
 */
record BoardRow(
        String site,
        String zone,
        BoardState state,
        int failures,
        @Nullable Phrase lag,
        String newestCall,
        @Nullable FirstCollectionProgress first,
        @Nullable FaultWords fault,
        Deviation clock,
        Deviation zoneError,
        Phrase quarantined,
        List<Phrase> warnings) {
    /** The greatest trouble first. Among the same, rows stand by name, so that they do not move while somebody reads. */
    static final Comparator<BoardRow> BY_TROUBLE =
            Comparator.comparingInt(BoardRow::rank).thenComparing(BoardRow::site);

    BoardRow {
        warnings = List.copyOf(warnings);
    }

    /**
     * How far something is off.
     *
     * @param wrong whether somebody should put it right
     */
    record Deviation(Phrase text, boolean wrong) {}

    private int rank() {
        boolean well = state == BoardState.OK || state == BoardState.COLLECTING;
        return well && warnings.isEmpty() ? BoardState.values().length + state.ordinal() : state.ordinal();
    }
}
