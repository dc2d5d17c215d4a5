package io.ucmbilling.store.mailing;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Setting by which reports are mailed.
 *
 * @param name by which people know it
 * @param day of the week (1 Monday) or of the month, by the period; 1 if it is daily
 * @param time by the wall clock of the zone
 * @param recipients addresses
 * @param filter query of an address of the page of calls
 * @param owner who saved it last
 * @param sites ids of the sites that they may see; null: all
 * @param plannedUntil what is due up to then is planned; what was due before the setting was enabled is not sent
 */
public record Mailing(
        UUID id,
        String name,
        boolean enabled,
        MailingPeriod period,
        int day,
        LocalTime time,
        ZoneId zone,
        List<String> recipients,
        String filter,
        MailedFiles files,
        MailedRecordings recordings,
        String owner,
        @Nullable List<String> sites,
        Instant plannedUntil) {
    public Mailing {
        recipients = List.copyOf(recipients);
        sites = sites == null ? null : List.copyOf(sites);
    }
}
