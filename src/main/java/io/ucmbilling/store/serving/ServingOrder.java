package io.ucmbilling.store.serving;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.row.ServingPosition;

/** In which order legs are served: by start instant, then AcctId with one site, the gateway's number with several. */
enum ServingOrder {
    /** AcctId restarts, so that the number stands behind it. */
    ONE_SITE {
        @Override
        String columns(String leg) {
            return leg + ".started_at, " + leg + ".acct_id, " + leg + ".number";
        }

        @Override
        void behind(ServingPosition place, String leg, Sql sql) {
            sql.add(
                    " AND (" + columns(leg) + ") > (?, ?, ?)",
                    Timestamps.atOrBefore(place.startedAt()),
                    place.acctId(),
                    place.number());
        }
    },
    SEVERAL_SITES {
        @Override
        String columns(String leg) {
            return leg + ".started_at, " + leg + ".number";
        }

        @Override
        void behind(ServingPosition place, String leg, Sql sql) {
            sql.add(" AND (" + columns(leg) + ") > (?, ?)", Timestamps.atOrBefore(place.startedAt()), place.number());
        }
    };

    /** What to order by, of the legs under that alias. */
    abstract String columns(String leg);

    /** Adds the condition that a leg stands behind that place. */
    abstract void behind(ServingPosition place, String leg, Sql sql);
}
