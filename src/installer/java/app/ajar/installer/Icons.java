package app.ajar.installer;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every icon from the one drawing: PNG for Linux and the window, ICO for Windows, ICNS for macOS. */
final class Icons {

    private static final int[] SIDES = {16, 24, 32, 48, 64, 128, 256, 512, 1024};
    /** What macOS calls the sizes it knows as PNG; those with two names are the doubled ones for fine screens. */
    private static final Map<String, Integer> MAC = new TreeMap<>(Map.of("icp4", 16, "icp5", 32, "icp6", 64, "ic07", 128,
            "ic08", 256, "ic09", 512, "ic10", 1024, "ic11", 32, "ic12", 64, "ic13", 256));
    private static final int MAC_ENTRY_HEADER = 8;
    private static final int LARGEST_IN_ICO = 256;
    private static final int ICO_HEADER = 6;
    private static final int ICO_ENTRY = 16;

    private Icons() {}

    /** Draws {@code ajar-<side>.png}, {@code ajar.ico} and {@code ajar.icns} into a folder. */
    static void write(Path drawing, Path folder) throws IOException {
        Files.createDirectories(folder);
        Drawing drawn = Drawing.read(drawing);
        SortedMap<Integer, byte[]> pictures = new TreeMap<>();
        for (int side : SIDES) {
            byte[] png = drawn.png(side);
            pictures.put(side, png);
            Files.write(folder.resolve("ajar-" + side + ".png"), png);
        }
        Files.write(folder.resolve("ajar.ico"), ico(pictures));
        Files.write(folder.resolve("ajar.icns"), icns(pictures));
    }

    /** As the icon theme specification orders them, with the drawing itself for any other size. */
    static void copyIntoTheme(Path icons, Path drawing, Path theme) throws IOException {
        for (int side : SIDES) {
            if (side <= 512) {
                Folders.copy(icons.resolve("ajar-" + side + ".png"),
                        theme.resolve(side + "x" + side).resolve("apps/app.ajar.Ajar.png"));
            }
        }
        Folders.copy(drawing, theme.resolve("scalable/apps/app.ajar.Ajar.svg"));
    }

    /** Microsoft's ICO: a directory of pictures, each a PNG, none larger than 256. */
    static byte[] ico(SortedMap<Integer, byte[]> pictures) {
        SortedMap<Integer, byte[]> small = pictures.headMap(LARGEST_IN_ICO + 1);
        int offset = ICO_HEADER + ICO_ENTRY * small.size();
        int total = offset + small.values().stream().mapToInt(png -> png.length).sum();
        ByteBuffer file = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort((short) 0).putShort((short) 1).putShort((short) small.size());
        for (Map.Entry<Integer, byte[]> picture : small.entrySet()) {
            // A side of 256 is written as 0.
            byte side = (byte) (picture.getKey() % LARGEST_IN_ICO);
            file.put(side).put(side).put((byte) 0).put((byte) 0).putShort((short) 1).putShort((short) 32);
            file.putInt(picture.getValue().length).putInt(offset);
            offset += picture.getValue().length;
        }
        small.values().forEach(file::put);
        return file.array();
    }

    /** Apple's ICNS: pictures one after another, each with its kind and length, in front of them the length of all. */
    static byte[] icns(SortedMap<Integer, byte[]> pictures) throws IOException {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(entries)) {
            for (Map.Entry<String, Integer> kind : MAC.entrySet()) {
                byte[] png = pictures.get(kind.getValue());
                if (png != null) {
                    out.write(kind.getKey().getBytes(StandardCharsets.US_ASCII));
                    out.writeInt(MAC_ENTRY_HEADER + png.length);
                    out.write(png);
                }
            }
        }
        ByteBuffer file = ByteBuffer.allocate(MAC_ENTRY_HEADER + entries.size());
        file.put("icns".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity()).put(entries.toByteArray());
        return file.array();
    }
}
