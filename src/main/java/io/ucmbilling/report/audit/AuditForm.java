package io.ucmbilling.report.audit;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditQuery;
import io.ucmbilling.store.audit.AuditQuery.AuditCriteria;
import io.ucmbilling.store.audit.AuditQuery.AuditPosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What is asked of the audit, as it was typed, and what is wrong with it.
 *
 * @param typed by the names of the fields; those left empty are not there
 * @param zone in which dates are read and times shown
 * @param query what to read
 * @param errors keys of texts, by the names of their fields; if there are any, the query is void
 */
record AuditForm(Map<String, String> typed, ZoneId zone, AuditQuery query, Map<String, String> errors) {
    static final int PAGE = 50;

    private static final List<String> FIELDS = List.of("from", "to", "who", "action", "zone", "after");
    private static final int MOST_CHARACTERS = 250;

    /**
     * Reads a form.
     *
     * @param zones those that may be chosen; the first counts where none is
     * @param sites null: all
     */
    static AuditForm of(
            Function<String, @Nullable String> parameters, List<ZoneId> zones, @Nullable Set<String> sites) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (String field : FIELDS) {
            String value = parameters.apply(field);
            if (value != null && !value.isBlank()) {
                typed.put(field, value.strip());
            }
        }
        return new FormReader(typed, zones).form(sites);
    }

    /** Reads the fields, and notes what is wrong. */
    private record FormReader(Map<String, String> typed, List<ZoneId> zones, Map<String, String> errors) {
        FormReader(Map<String, String> typed, List<ZoneId> zones) {
            this(typed, zones, new TreeMap<>());
        }

        AuditForm form(@Nullable Set<String> sites) {
            ZoneId zone = zones.stream()
                    .filter(known -> known.getId().equals(typed.get("zone")))
                    .findFirst()
                    .orElse(zones.getFirst());
            AuditAction action = read("action", AuditAction::valueOf);
            AuditPosition after = read("after", FormReader::position);
            AuditCriteria criteria = new AuditCriteria(actors(), action);
            AuditQuery query =
                    new AuditQuery(day("from", zone, 0), day("to", zone, 1), sites, criteria, true, after, PAGE + 1);
            return new AuditForm(typed, zone, query, errors);
        }

        /** Returns the beginning of a day, or of one behind it. */
        private @Nullable Instant day(String field, ZoneId zone, int behind) {
            return read(field, text -> {
                LocalDate day = LocalDate.parse(text);
                if (day.getYear() < 1900 || day.getYear() > 9998) {
                    throw new DateTimeException("a year that no audit has");
                }
                return day.plusDays(behind).atStartOfDay(zone).toInstant();
            });
        }

        private <T> @Nullable T read(String field, Function<String, T> reading) {
            String text = typed.get(field);
            try {
                return text == null ? null : reading.apply(text);
            } catch (IllegalArgumentException | DateTimeException e) {
                errors.put(field, "audit.error." + field);
                return null;
            }
        }

        /** A user of the report and a holder of a token are found without what the audit puts before their names. */
        private Set<String> actors() {
            String who = typed.get("who");
            if (who == null) {
                return Set.of();
            }
            if (who.length() > MOST_CHARACTERS || !StorableText.isStorable(who)) {
                errors.put("who", "audit.error.who");
                return Set.of();
            }
            return Set.of(who, "user:" + who, "jwt:" + who);
        }

        private static AuditPosition position(String text) {
            String[] parts = text.split("_", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("no position");
            }
            Instant at = Instant.parse(parts[0]);
            if (at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
                throw new DateTimeException("a time that no entry has");
            }
            return new AuditPosition(at, UUID.fromString(parts[1]));
        }
    }

    public String text(String field) {
        return typed.getOrDefault(field, "");
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }

    public boolean isOlderPage() {
        return typed.containsKey("after");
    }

    public boolean asksForAll() {
        return typed.keySet().stream().allMatch(Set.of("zone", "after")::contains);
    }

    /** Returns the address of the newest entries that match. */
    public String newest() {
        return address(null);
    }

    /** Returns the address of the entries behind one. */
    String behind(AuditPosition last) {
        return address(last.at() + "_" + last.id());
    }

    private String address(@Nullable String after) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/audit");
        typed.forEach((field, value) -> {
            if (!field.equals("after")) {
                address.queryParam(field, "{" + field + "}");
            }
        });
        if (after != null) {
            address.queryParam("after", "{after}");
        }
        Map<String, String> values = new TreeMap<>(typed);
        values.put("after", after == null ? "" : after);
        return address.encode().buildAndExpand(values).toUriString();
    }
}
