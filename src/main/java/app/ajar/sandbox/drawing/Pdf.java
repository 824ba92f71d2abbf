package app.ajar.sandbox.drawing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a PDF of one A4 page, which the JDK cannot: the fonts are those that every reader has. */
final class Pdf {

    /** Points: 1/72 of an inch. */
    private static final int PAGE_WIDTH = 595;
    private static final int PAGE_HEIGHT = 842;
    private static final int EDGE = 56;
    private static final int TITLE = 24;
    private static final int LINE = 12;
    private static final int LEADING = 20;
    private static final Charset LATIN = Charset.forName("windows-1252");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> places = new ArrayList<>();

    private Pdf() {}

    /** @param jpeg the picture's bytes */
    static byte[] write(String title, BufferedImage picture, byte[] jpeg, List<String> lines) {
        return new Pdf().document(title, picture, jpeg, lines);
    }

    private byte[] document(String title, BufferedImage picture, byte[] jpeg, List<String> lines) {
        text("%PDF-1.4\n");
        object("<< /Type /Catalog /Pages 2 0 R >>");
        object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + PAGE_WIDTH + " " + PAGE_HEIGHT + "] /Contents 4 0 R "
                + "/Resources << /Font << /B 5 0 R /R 6 0 R >> /XObject << /P 7 0 R >> >> >>");
        stream("", page(title, picture, lines).getBytes(LATIN));
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        stream("/Type /XObject /Subtype /Image /Width " + picture.getWidth() + " /Height " + picture.getHeight()
                + " /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode ", jpeg);
        int table = out.size();
        text("xref\n0 " + (places.size() + 1) + "\n0000000000 65535 f \n");
        places.forEach(place -> text(String.format(Locale.ROOT, "%010d 00000 n \n", place)));
        text("trailer\n<< /Size " + (places.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + table + "\n%%EOF\n");
        return out.toByteArray();
    }

    private static String page(String title, BufferedImage picture, List<String> lines) {
        int wide = PAGE_WIDTH - 2 * EDGE;
        int high = wide * picture.getHeight() / picture.getWidth();
        int y = PAGE_HEIGHT - EDGE - TITLE;
        StringBuilder page = new StringBuilder();
        page.append(said("B", TITLE, y, title));
        y -= TITLE + high;
        page.append("q ").append(wide).append(" 0 0 ").append(high).append(' ').append(EDGE).append(' ').append(y)
                .append(" cm /P Do Q\n");
        y -= LINE;
        for (String line : lines) {
            y -= LEADING;
            page.append(said("R", LINE, y, line));
        }
        return page.toString();
    }

    private static String said(String font, int size, int y, String words) {
        String escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
        return "BT /" + font + " " + size + " Tf " + EDGE + " " + y + " Td (" + escaped + ") Tj ET\n";
    }

    private void object(String content) {
        begin();
        text(content + "\nendobj\n");
    }

    private void stream(String about, byte[] bytes) {
        begin();
        text("<< " + about + "/Length " + bytes.length + " >>\nstream\n");
        out.writeBytes(bytes);
        text("\nendstream\nendobj\n");
    }

    private void begin() {
        places.add(out.size());
        text(places.size() + " 0 obj\n");
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
