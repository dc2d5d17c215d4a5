package io.ucmbilling.contract;

import java.util.Random;

/** One item of a shape nobody has seen: legs and headers in objects, lists and each other, with scalars between them. */
final class Container {
    private static final int DEEPEST = 6;

    private final Random random;
    private final String json;
    private final String xml;
    private int legs;

    /** The same in both formats. */
    private record Text(String json, String xml) {}

    Container(Random random) {
        this.random = random;
        Text item = object(0, random.nextInt(4) == 0);
        if (legs == 0) {
            item = leg(0);
        }
        this.json = item.json();
        this.xml = "<cdr>" + item.xml() + "</cdr>";
    }

    /** How many legs it holds; their AcctIds count from 1 in the order in which they begin. */
    int legs() {
        return legs;
    }

    String json() {
        return json;
    }

    String xml() {
        return xml;
    }

    private Text leg(int depth) {
        return object(depth, true);
    }

    private Text object(int depth, boolean leg) {
        StringBuilder inJson = new StringBuilder("{");
        StringBuilder inXml = new StringBuilder();
        if (leg) {
            scalar(inJson, inXml, "AcctId", String.valueOf(++legs));
        }
        for (int member = random.nextInt(5); member >= 0; member--) {
            if (depth == DEEPEST || random.nextBoolean()) {
                scalar(inJson, inXml, leg ? "src" : "n" + member, "12025550100");
            } else {
                inside(inJson, inXml, depth);
            }
        }
        return new Text(inJson.append('}').toString(), inXml.toString());
    }

    private void scalar(StringBuilder inJson, StringBuilder inXml, String name, String value) {
        comma(inJson);
        inJson.append('"').append(name).append("\": \"").append(value).append('"');
        inXml.append('<')
                .append(name)
                .append('>')
                .append(value)
                .append("</")
                .append(name)
                .append('>');
    }

    private void inside(StringBuilder inJson, StringBuilder inXml, int depth) {
        comma(inJson);
        boolean list = random.nextBoolean();
        String name = switch (random.nextInt(4)) {
            case 0 -> "sub_cdr_" + random.nextInt(3);
            case 1 -> "main_cdr";
            case 2 -> "sub_cdr";
            default -> "call";
        };
        inJson.append('"').append(name).append("\":").append(list ? "[" : "");
        for (int element = list ? random.nextInt(3) : 0; element >= 0; element--) {
            // Only a record stands where a record must.
            boolean record = name.startsWith("sub_cdr") || random.nextBoolean();
            Text object = object(depth + 1, record);
            inJson.append(object.json()).append(element > 0 ? "," : "");
            inXml.append('<')
                    .append(name)
                    .append('>')
                    .append(object.xml())
                    .append("</")
                    .append(name)
                    .append('>');
        }
        inJson.append(list ? "]" : "");
    }

    private static void comma(StringBuilder inJson) {
        if (inJson.length() > 1) {
            inJson.append(',');
        }
    }

    @Override
    public String toString() {
        return json;
    }
}
