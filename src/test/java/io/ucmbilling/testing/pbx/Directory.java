package io.ucmbilling.testing.pbx;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Who can call whom: invented people on 20 extensions, and reserved fictional numbers outside (+1 202 555 01xx). */
final class Directory {
    static final String COMPANY = "12025550100";
    private static final List<String> NAMES = List.of(
            "Otto Farrow",
            "Elif Brandt",
            "Vera Lindqvist",
            "Mavis Tolland",
            "Tomás Quiroga",
            "Bram Keel",
            "Inés Olmo",
            "",
            "Workshop Desk",
            "İpek Şahin",
            "Bench & Yard");
    private static final String WITH_COMMA = "Farrow, Otto";

    private final List<Person> extensions = new ArrayList<>();
    private final Random random;

    record Person(String number, String name) {}

    /** Names with a comma only where CSV can still be read: in later generations caller_name would add a second one. */
    Directory(Random random, int generation) {
        this.random = random;
        int first = 1000 + random.nextInt(80);
        for (int i = 0; i < 20; i++) {
            String name = i == 3 && generation != 2 ? WITH_COMMA : NAMES.get(random.nextInt(NAMES.size()));
            extensions.add(new Person(Integer.toString(first + i), name));
        }
    }

    Person extension() {
        return extensions.get(random.nextInt(extensions.size()));
    }

    /** Another one than that. */
    Person extensionBut(Person one) {
        Person other = extension();
        while (other.equals(one)) {
            other = extension();
        }
        return other;
    }

    /** Different ones, in their order. */
    List<Person> group(int size) {
        int from = random.nextInt(extensions.size() - size);
        return extensions.subList(from, from + size);
    }

    Person outside() {
        String name = random.nextInt(3) == 0 ? NAMES.get(random.nextInt(NAMES.size())) : "";
        return new Person(COMPANY.substring(0, 9) + (10 + random.nextInt(90)), name);
    }
}
