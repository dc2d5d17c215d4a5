package io.ucmbilling.contract;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads {@code <cdr>} elements into legs. Their children are fields; a child that has children itself is a leg, but for
 * {@code main_cdr}, a header (contract U3), and {@code cdr}, the call's name, is no field.
 */
final class XmlLegs {
    private final List<Entry> entries = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int items;

    List<Entry> entries() {
        return entries;
    }

    int items() {
        return items;
    }

    void unreadable(String raw, String reason) {
        items++;
        entries.add(new Unreadable(raw, reason));
    }

    /** Reads the item at whose start the reader stands, up to its end. Where it fails, it has added nothing. */
    void item(XMLStreamReader reader) throws XMLStreamException {
        if (!reader.getLocalName().equals("cdr")) {
            throw new XMLStreamException("found <" + reader.getLocalName() + ">, expected <cdr>");
        }
        LegDraft flat = new LegDraft();
        List<Entry> legs = new ArrayList<>();
        while (XmlPage.nextTag(reader) == XMLStreamConstants.START_ELEMENT) {
            String name = reader.getLocalName();
            if (text(reader) == XMLStreamConstants.START_ELEMENT) {
                nested(name, reader, legs);
            } else if (!name.equals("cdr")) {
                flat.set(name, text.toString());
            }
        }
        if (flat.isNumbered() || (!flat.isEmpty() && legs.isEmpty())) {
            legs.add(record(flat));
        }
        entries.addAll(legs);
        items++;
    }

    /** Reads a leg inside an item, from its first field on. */
    private void nested(String name, XMLStreamReader reader, List<Entry> legs) throws XMLStreamException {
        if (!text.toString().isBlank()) {
            throw new XMLStreamException("found text beside an element, expected one of them");
        }
        LegDraft leg = new LegDraft();
        do {
            String field = reader.getLocalName();
            if (text(reader) == XMLStreamConstants.START_ELEMENT) {
                throw new XMLStreamException("found an element inside a field, expected text");
            }
            leg.set(field, text.toString());
        } while (XmlPage.nextTag(reader) == XMLStreamConstants.START_ELEMENT);
        if (!name.equals("main_cdr")) {
            legs.add(record(leg));
        }
    }

    private static CdrRecord record(LegDraft leg) throws XMLStreamException {
        String fault = leg.fault();
        if (fault != null) {
            throw new XMLStreamException(fault);
        }
        return leg.record();
    }

    /** Gathers the text up to the next tag. */
    private int text(XMLStreamReader reader) throws XMLStreamException {
        text.setLength(0);
        int event = reader.next();
        while (event != XMLStreamConstants.END_ELEMENT && event != XMLStreamConstants.START_ELEMENT) {
            if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new XMLStreamException("found an entity that XML does not define, expected text");
            }
            if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            }
            event = reader.next();
        }
        return event;
    }
}
