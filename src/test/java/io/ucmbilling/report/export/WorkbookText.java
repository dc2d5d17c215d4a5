package io.ucmbilling.report.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Workbook, read by other means than it is written: its ZIP and its XML. */
public final class WorkbookText {
    private final Map<String, Document> parts = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Cell: its text, its type ({@code inlineStr}, {@code n}) and the format of its number; empty: none. */
    public record Cell(String text, String type, String format) {}

    public WorkbookText(byte[] file) {
        try {
            Path path = Files.createTempFile("workbook", ".xlsx");
            try {
                Files.write(path, file);
                read(path);
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads it by its directory, as spreadsheets do: sizes of the parts stand there alone. */
    private void read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                read(entry.getName(), zip.getInputStream(entry));
            }
        }
    }

    private void read(String name, InputStream in) throws IOException {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        texts.put(name, text);
        parts.put(name, Jsoup.parse(text, "", Parser.xmlParser()));
    }

    /** Returns the parts' texts by their names. */
    public Map<String, String> texts() {
        return texts;
    }

    public List<String> sheets() {
        return part("xl/workbook.xml").select("sheet").eachAttr("name");
    }

    /** Returns the rows of a sheet, the header first; a cell that is empty is left out. */
    public List<List<Cell>> rows(String sheet) {
        Document xml = part("xl/worksheets/sheet" + (sheets().indexOf(sheet) + 1) + ".xml");
        List<List<Cell>> rows = new ArrayList<>();
        xml.select("row")
                .forEach(
                        row -> rows.add(row.select("c").stream().map(this::cell).toList()));
        return rows;
    }

    /** Returns the texts of a row's cells. */
    public List<String> texts(String sheet, int row) {
        return rows(sheet).get(row).stream().map(Cell::text).toList();
    }

    private Cell cell(Element cell) {
        Element shown = cell.selectFirst("t, v");
        return new Cell(shown == null ? "" : shown.wholeText(), cell.attr("t"), format(cell.attr("s")));
    }

    private String format(String style) {
        if (style.isEmpty()) {
            return "";
        }
        Document styles = part("xl/styles.xml");
        String number =
                styles.select("cellXfs > xf").get(Integer.parseInt(style)).attr("numFmtId");
        Element format = styles.selectFirst("numFmt[numFmtId=" + number + "]");
        return format == null ? "" : format.attr("formatCode");
    }

    private Document part(String name) {
        Document part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("found " + parts.keySet() + ", expected " + name);
        }
        return part;
    }
}
