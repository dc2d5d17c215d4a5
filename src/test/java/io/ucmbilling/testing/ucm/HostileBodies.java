package io.ucmbilling.testing.ucm;

import io.ucmbilling.testing.ucm.HostileAnswer.Body;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The bodies of {@link HostileAnswer}: most are one piece again and again, as large as an answer may be. */
final class HostileBodies {
    /** A little less than a site's max-answer-size, which is 16 MB unless told. */
    static final int SIZE = 15_800_000;

    /** The guide's CSV header. */
    static final String HEADER =
            "AcctId,accountcode,src,dst,dcontext,clid,channel,dstchannel,lastapp,lastdata,start,answer,end,duration,billsec,disposition,amaflags,uniqueid,userfield,channel_ext,dstchannel_ext,service\n";

    static final String LEG = leg(1, "2026-03-02 09:00:00", "PJSIP/1002,60,");

    private static final int FULL_PAGE = 1000;
    private static final int MONTHS = 1400;

    /** So many sites at most give an answer of their own at one time. */
    private static final int AT_ONE_TIME = 8;

    /** The bodies asked for last: to make one costs more than to send it. */
    private static final Map<Body, byte[]> MADE = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Body, byte[]> eldest) {
            return size() > AT_ONE_TIME;
        }
    });

    private HostileBodies() {}

    /** Returns the body, made at its first use. */
    static byte[] made(Body body) {
        byte[] known = MADE.get(body);
        if (known == null) {
            known = body.make();
            MADE.put(body, known);
        }
        return known;
    }

    /** As many of the pieces between the two ends as {@link #SIZE} allows. */
    static byte[] repeated(String before, String piece, String after) {
        return joined(before, piece.repeat((SIZE - before.length() - after.length()) / piece.length()), after);
    }

    private static byte[] joined(String... parts) {
        return String.join("", parts).getBytes(StandardCharsets.UTF_8);
    }

    /** An answered call; the values go into it as they are. */
    static String leg(long acctId, String start, String lastdata) {
        return """
            {"AcctId":"%d","src":"1001","dst":"1002","dcontext":"from-internal","clid":"\\"Ana Vidal\\" <1001>",\
            "channel":"PJSIP/1001-0a","dstchannel":"PJSIP/1002-0b","lastapp":"Dial","lastdata":"%s","start":"%s",\
            "answer":"%s","end":"%s","duration":"20","billsec":"20","disposition":"ANSWERED",\
            "uniqueid":"1772463600.%d","userfield":"Internal","session":"1772463600%d-1001"}\
            """.formatted(acctId, lastdata, start, start, start, acctId, acctId);
    }

    private static byte[] page(Stream<String> legs) {
        return joined(legs.collect(Collectors.joining(",", "{\"cdr\":[", "]}")));
    }

    /** A full page of a call each, numbered from there on. */
    static byte[] fullPage(long first) {
        return page(IntStream.range(0, FULL_PAGE).mapToObj(i -> leg(first + i, "2026-03-02 09:00:00", "")));
    }

    static byte[] firstPage() {
        return fullPage(1);
    }

    /** One item that holds more legs than a page may. */
    static byte[] oneCall() {
        String legs = IntStream.range(0, SIZE / (LEG.length() + 20))
                .mapToObj(i -> ",\"sub_cdr_" + i + "\":" + LEG)
                .collect(Collectors.joining());
        return joined("{\"cdr_root\":[{\"cdr\":\"1\"", legs, "}]}");
    }

    /** One record of more than a million fields. */
    static byte[] names() {
        String fields =
                IntStream.range(0, SIZE / 14).mapToObj(i -> ",\"k" + i + "\":1").collect(Collectors.joining());
        return joined("{\"cdr\":[{\"AcctId\":\"1\"", fields, "}]}");
    }

    static byte[] longNames() {
        String name = "n".repeat(1_000_000);
        String fields =
                IntStream.range(0, 15).mapToObj(i -> ",\"" + i + name + "\":1").collect(Collectors.joining());
        return joined("{\"cdr\":[{\"AcctId\":\"1\"", fields, "}]}");
    }

    /** Names of two letters a place that have one {@link String#hashCode}, and one hash in many a parser. */
    static byte[] collidingNames() {
        String fields = IntStream.range(0, 1 << 18)
                .mapToObj(HostileBodies::collidingName)
                .map(name -> ",\"" + name + "\":1")
                .collect(Collectors.joining());
        return joined("{\"cdr\":[{\"AcctId\":\"1\"", fields, "}]}");
    }

    private static String collidingName(int number) {
        return IntStream.range(0, 18)
                .mapToObj(place -> (number >> place & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    static byte[] attributes() {
        String attributes =
                IntStream.range(0, 200_000).mapToObj(i -> " a" + i + "=\"\"").collect(Collectors.joining());
        return joined("<root><cdr", attributes, "/></root>");
    }

    static byte[] longLastdata() {
        return page(Stream.of(leg(1, "2026-03-02 09:00:00", "x".repeat(15_000_000))));
    }

    /** Lines that can be split in tens of thousands of ways. */
    static byte[] surplusCommas() {
        String line = "1,,1001,1002,from-internal,\"a\" <1>" + ",".repeat(290)
                + ",PJSIP/1,PJSIP/2,Dial,,2026-03-02 09:00:00,,,1,1,ANSWERED,3,1772463600.1,Internal,1001,1002,s\n";
        return joined(HEADER, line.repeat(FULL_PAGE));
    }

    /** Ten times ten times … ten of the same word. */
    static byte[] entities() {
        String entities = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> "<!ENTITY e" + i + " \"" + ("&e" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining());
        return joined("<?xml version=\"1.0\"?><!DOCTYPE root [<!ENTITY e0 \"word\">" + entities
                + "]><root><cdr><AcctId>&e20;</AcctId></cdr></root>");
    }

    static byte[] externalEntity() {
        return joined("<?xml version=\"1.0\"?><!DOCTYPE root [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                + "<root><cdr><AcctId>&e;</AcctId></cdr></root>");
    }

    /** A record in each of many months, and in years that no PBX has seen. */
    static byte[] madDates() {
        Stream<LocalDate> months = IntStream.range(0, MONTHS).mapToObj(LocalDate.of(1950, 1, 1)::plusMonths);
        Stream<String> starts = Stream.concat(
                Stream.of("0000-01-01", "0001-01-01", "1733-12-31", "9999-12-31"), months.map(LocalDate::toString));
        List<String> days = starts.toList();
        return page(IntStream.range(0, days.size()).mapToObj(i -> leg(i, days.get(i) + " 09:00:00", "")));
    }

    /** Records with a NUL, with bytes that are no UTF-8 and with halves of surrogate pairs. */
    static byte[] brokenCharacters() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(joined("{\"cdr\":[", leg(1, "2026-03-02 09:00:00", "\\u0000")));
        bytes.writeBytes(joined(",", leg(2, "2026-03-02 09:00:00", "\\ud83d"), ",", LEG.replace("Vidal", "\0")));
        for (int i = 0; i < FULL_PAGE - 3; i++) {
            String[] halves = leg(3L + i, "2026-03-02 09:00:00", "").split("Vidal");
            bytes.writeBytes(joined(",", halves[0]));
            bytes.write(new byte[] {(byte) 0xff, (byte) 0xc3, (byte) 0xed, (byte) 0xa0, (byte) 0x80}, 0, 5);
            bytes.writeBytes(joined(halves[1]));
        }
        bytes.writeBytes(joined("]}"));
        return bytes.toByteArray();
    }
}
