package io.ucmbilling.simulator.rule;

import io.ucmbilling.simulator.client.DigestAnswer;
import io.ucmbilling.simulator.client.Question;
import io.ucmbilling.simulator.client.Question.Scheme;
import io.ucmbilling.simulator.client.Reply;
import io.ucmbilling.simulator.examination.Examination;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Rule.Area;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rules of who may ask. */
final class AccessRules {
    private static final String OPEN = "the server asks for no user";
    private static final Question SMALL = Question.get("/cdrapi?format=csv&numRecords=1");

    private AccessRules() {}

    static List<Rule> rules() {
        return List.of(
                rule(
                        "access-challenge",
                        "without a user the answer is 401",
                        "guide, configuration",
                        AccessRules::challenge),
                rule("access-order", "401 offers Digest before Basic", "contract S1.3", AccessRules::order),
                rule("access-md5", "Digest is MD5 with qop=auth", "contract S1.3", AccessRules::md5),
                rule("access-digest", "a request signed by Digest is served", "contract S1.3", AccessRules::digest),
                rule("access-basic", "one signed by Basic is served, unasked too", "contract S1.3", AccessRules::basic),
                rule("access-slash", "//cdrapi is served as /cdrapi", "contract S1.4", AccessRules::slash));
    }

    private static Rule rule(String id, String says, String source, Rule.Judge judge) {
        return new Rule(id, Area.ACCESS, says, source, judge);
    }

    private static boolean isOpen(Examination examination) {
        return examination.client().challenges().isEmpty();
    }

    private static Finding challenge(Examination examination) throws IOException {
        if (!examination.client().isGivenAUser()) {
            return Finding.unknown(OPEN + ", and none was given");
        }
        Reply reply = examination.ask(SMALL.signed(Scheme.NONE));
        return Finding.of(
                reply.status() == 401 && !reply.header("WWW-Authenticate").isEmpty(),
                reply.question(),
                reply + "",
                "401 with WWW-Authenticate");
    }

    private static Finding order(Examination examination) {
        if (isOpen(examination)) {
            return Finding.unknown(OPEN);
        }
        List<String> schemes = examination.client().challenges().stream()
                .map(challenge -> challenge.split(" ", 2)[0].toLowerCase(Locale.ROOT))
                .toList();
        if (schemes.size() == 1) {
            return Finding.of(
                    schemes.contains("digest") || schemes.contains("basic"),
                    SMALL,
                    schemes.getFirst() + " alone",
                    "digest or basic");
        }
        return Finding.of(
                schemes.equals(List.of("digest", "basic")),
                SMALL,
                String.join(", then ", schemes),
                "digest, then basic");
    }

    private static Finding md5(Examination examination) {
        String offer = examination.client().offer(Scheme.DIGEST);
        if (offer == null) {
            return Finding.unknown("no Digest is offered");
        }
        Map<String, String> parameters = DigestAnswer.parameters(offer);
        String algorithm = parameters.getOrDefault("algorithm", "MD5");
        String qop = parameters.getOrDefault("qop", "none");
        return Finding.of(
                algorithm.equalsIgnoreCase("MD5") && List.of(qop.split("[ ,]+")).contains("auth"),
                SMALL,
                "algorithm " + algorithm + ", qop " + qop,
                "algorithm MD5, qop auth");
    }

    private static Finding digest(Examination examination) throws IOException {
        return served(examination, Scheme.DIGEST);
    }

    private static Finding basic(Examination examination) throws IOException {
        return served(examination, Scheme.BASIC);
    }

    private static Finding served(Examination examination, Scheme scheme) throws IOException {
        if (examination.client().offer(scheme) == null) {
            return Finding.unknown("no " + scheme + " is offered");
        }
        Reply reply = examination.ask(SMALL.signed(scheme));
        return Finding.of(reply.status() == 200, reply.question() + " by " + scheme, reply + "", "200");
    }

    private static Finding slash(Examination examination) throws IOException {
        Reply plain = examination.ask(SMALL);
        Reply reply = examination.ask(Question.get("/" + SMALL.target()));
        return Finding.of(
                reply.status() == 200 && reply.text().equals(plain.text()),
                reply.question(),
                reply + "",
                "the same as " + plain);
    }
}
