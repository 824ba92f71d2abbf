package app.ajar.templates;

import app.ajar.templates.TemplateFile.Cells;
import app.ajar.templates.TemplateFile.Found;
import app.ajar.templates.TemplateFile.Reason;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Templates as a table that spreadsheets open. A cell that a spreadsheet would take for a formula gets an apostrophe before
 * it (OWASP, "CSV Injection"), which reading takes away again; one that has such an apostrophe of its own gets a second.
 */
final class TemplateCsv {

    private static final String MARK = "\uFEFF";
    private static final String FORMULA = "[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20]";
    private static final Pattern RISKY = Pattern.compile("'*" + FORMULA + ".*", Pattern.DOTALL);
    private static final Pattern GUARDED = Pattern.compile("'+" + FORMULA + ".*", Pattern.DOTALL);
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)sep=(.)\\R");

    private TemplateCsv() {}

    static byte[] write(List<List<String>> rows) {
        StringWriter text = new StringWriter();
        text.write(MARK);
        try (CsvWriter csv = CsvWriter.builder().quoteStrategy(QuoteStrategies.ALWAYS)
                .lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(TemplateFile.COLUMNS);
            rows.forEach(row -> csv.writeRecord(row.stream().map(TemplateCsv::guarded).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String guarded(String cell) {
        return RISKY.matcher(cell).matches() ? "'" + cell : cell;
    }

    private static String plain(String cell) {
        return GUARDED.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /** False when the first row does not name the columns. */
    static boolean read(String text, Found found) {
        Table table = Table.begin(text);
        int at = table.from;
        long line = table.line;
        while (at < text.length() && !found.full()) {
            Stretch whole = table.whole(at);
            if (!table.rows(text.substring(at, whole.end), line, found)) {
                return false;
            }
            line += lines(text, at, whole.end);
            at = whole.end;
            if (whole.broken) {
                found.bad(line, Reason.OPEN_QUOTE);
                int next = text.indexOf('\n', at);
                at = next < 0 ? text.length() : next + 1;
                line++;
            }
        }
        return table.places != null;
    }

    private static long lines(String text, int from, int to) {
        return text.substring(from, to).chars().filter(letter -> letter == '\n').count();
    }

    /** Rows up to one whose quote nobody closes, which would swallow all that follow. */
    private record Stretch(int end, boolean broken) {}

    /** One file being read. */
    private static final class Table {

        private final String text;
        private final char separator;
        private final int from;
        private final long line;
        private @Nullable List<Integer> places;

        private Table(String text, char separator, int from, long line) {
            this.text = text;
            this.separator = separator;
            this.from = from;
            this.line = line;
        }

        /** Finds what stands between cells: Excel writes a semicolon where the comma is the decimal sign. */
        static Table begin(String text) {
            var said = SEPARATOR_LINE.matcher(text);
            if (said.lookingAt()) {
                return new Table(text, said.group(1).charAt(0), said.end(), 2);
            }
            String first = text.lines().findFirst().orElse("");
            char best = ',';
            for (char sign : new char[]{';', '\t'}) {
                if (count(first, sign) > count(first, best)) {
                    best = sign;
                }
            }
            return new Table(text, best, 0, 1);
        }

        private static long count(String line, char sign) {
            return line.chars().filter(letter -> letter == sign).count();
        }

        Stretch whole(int start) {
            boolean quoted = false;
            boolean cellBegins = true;
            int row = start;
            for (int i = start; i < text.length(); i++) {
                char letter = text.charAt(i);
                if (quoted) {
                    quoted = letter != '"';
                    cellBegins = false;
                } else if (letter == '"') {
                    // A second quote right behind one is a quote in the cell, and opens it again.
                    quoted = cellBegins || text.charAt(i - 1) == '"';
                } else {
                    cellBegins = letter == separator || letter == '\n' || letter == '\r';
                    row = letter == '\n' ? i + 1 : row;
                }
            }
            return quoted ? new Stretch(row, true) : new Stretch(text.length(), false);
        }

        /** False when these rows should begin with the columns' names and do not. */
        boolean rows(String stretch, long firstLine, Found found) {
            try (CsvReader<CsvRecord> csv = CsvReader.builder().fieldSeparator(separator).allowExtraFields(true)
                    .allowMissingFields(true).allowExtraCharsAfterClosingQuote(true).ofCsvRecord(stretch)) {
                for (CsvRecord row : csv) {
                    if (places == null) {
                        places = places(row);
                        if (places == null) {
                            return false;
                        }
                    } else if (!found.full() && row.getFields().stream().anyMatch(cell -> !cell.isBlank())) {
                        row(row, firstLine + row.getStartingLineNumber() - 1, places, found);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        }

        private int columns;

        private @Nullable List<Integer> places(CsvRecord header) {
            List<String> names = header.getFields().stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                    .toList();
            columns = names.size();
            List<Integer> found = new ArrayList<>();
            TemplateFile.COLUMNS.forEach(column -> found.add(names.indexOf(column)));
            return found.get(0) < 0 || found.get(1) < 0 ? null : found;
        }

        private void row(CsvRecord row, long at, List<Integer> places, Found found) {
            List<String> cells = row.getFields();
            if (cells.size() > columns
                    && cells.subList(columns, cells.size()).stream().anyMatch(cell -> !cell.isBlank())) {
                found.bad(at, Reason.MANY_CELLS);
                return;
            }
            List<@Nullable String> sorted = new ArrayList<>();
            for (int place : places) {
                sorted.add(place < 0 || place >= cells.size() ? null : plain(cells.get(place)));
            }
            found.row(new Cells(at, sorted.get(0), sorted.get(1), sorted.get(2), sorted.get(3), sorted.get(4)));
        }
    }
}
