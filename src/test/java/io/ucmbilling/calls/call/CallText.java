package io.ucmbilling.calls.call;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call as {@code calls.json} writes it: the members of rule B2 that do not depend on the store. */
public final class CallText {
    private CallText() {}

    static Map<String, @Nullable Object> of(Call call) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        CallTimes times = call.times();
        values.put("session", call.session());
        values.put("startedAt", times.startedAt().toString());
        values.put(
                "startedAtLocal",
                times.startedAt()
                        .atOffset(times.offset())
                        .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx")));
        values.put("answeredAt", text(times.answeredAt()));
        values.put("endedAt", text(times.endedAt()));
        values.put("durationSeconds", times.durationSeconds());
        values.put("waitSeconds", times.waitSeconds());
        values.put("billableSeconds", call.billableSeconds());
        values.put("direction", call.direction().name());
        values.put("status", call.status().name());
        values.put("kinds", call.kinds().stream().map(Enum::name).toList());
        Map<String, @Nullable Object> caller = party(call.caller());
        caller.put("presented", call.caller().presented());
        values.put("caller", caller);
        values.put("callee", party(call.callee()));
        values.put("dialled", party(call.dialled()));
        values.put("answeredBy", call.answeredBy() == null ? null : party(call.answeredBy()));
        values.put("trunks", call.trunks().stream().map(CallText::trunk).toList());
        values.put("extensions", call.extensions());
        values.put("accountCode", call.accountCode());
        values.put("legs", call.legs());
        values.put(
                "recordings",
                call.recordings().stream().map(CallText::recording).toList());
        return values;
    }

    private static Map<String, @Nullable Object> party(Party party) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("number", party.number());
        values.put("name", party.name());
        values.put("e164", party.e164());
        values.put("display", party.display());
        return values;
    }

    private static Map<String, @Nullable Object> trunk(CallTrunk trunk) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("side", trunk.end().name());
        values.put("token", trunk.token());
        values.put("name", trunk.name());
        return values;
    }

    private static Map<String, Object> recording(CallRecording recording) {
        return Map.of(
                "number", recording.number(),
                "name", recording.name(),
                "startedAt", recording.startedAt().toString());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /** Returns every member whose value is none of those that are expected, as {@code name: found, expected}. */
    public static List<String> differences(Map<String, @Nullable Object> found, Map<?, ?> expected) {
        return expected.entrySet().stream()
                .filter(member -> !matches(found.get(String.valueOf(member.getKey())), member.getValue()))
                .map(member -> member.getKey() + ": found " + found.get(String.valueOf(member.getKey())) + ", expected "
                        + member.getValue())
                .toList();
    }

    private static boolean matches(@Nullable Object found, @Nullable Object expected) {
        if (expected instanceof Map<?, ?> choice && choice.get("eitherOf") instanceof List<?> either) {
            return either.contains(found);
        }
        return java.util.Objects.equals(found, expected);
    }
}
