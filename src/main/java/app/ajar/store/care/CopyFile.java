package app.ajar.store.care;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link UserPart} stands in a file: a line that says what it is, the values packed, and the SHA-256 of both. Plain
 * data and no SQL, so that reading a copy can run nothing.
 */
final class CopyFile {

    private static final byte[] MAGIC = "Ajar's copy of what its user made, 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST = 32;
    /** The longest text of ours has a million characters. */
    private static final int LONGEST = 1 << 21;

    private CopyFile() {}

    static byte[] bytes(UserPart part) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(MAGIC);
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(file))) {
            out.writeLong(part.takenAt().toEpochMilli());
            out.writeLong(part.outboxMark());
            write(part.tables(), out);
        }
        file.write(sha256(file.toByteArray(), file.size()));
        return file.toByteArray();
    }

    /** What the values come to, whenever they were taken. */
    static String digest(UserPart part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(part.tables(), out);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return HexFormat.of().formatHex(sha256(bytes.toByteArray(), bytes.size()));
    }

    /** @throws IOException when it is no whole copy */
    static UserPart part(byte[] bytes) throws IOException {
        int end = bytes.length - DIGEST;
        if (end < MAGIC.length || Arrays.mismatch(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length) >= 0
                || !Arrays.equals(sha256(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new IOException("no whole copy");
        }
        try (DataInputStream in = new DataInputStream(
                new GZIPInputStream(new ByteArrayInputStream(bytes, MAGIC.length, end - MAGIC.length)))) {
            return new UserPart(Instant.ofEpochMilli(in.readLong()), in.readLong(), tables(in));
        }
    }

    private static void write(List<UserPart.Table> tables, DataOutputStream out) throws IOException {
        out.writeInt(tables.size());
        for (UserPart.Table table : tables) {
            value(table.name(), out);
            out.writeInt(table.columns().size());
            for (String column : table.columns()) {
                value(column, out);
            }
            out.writeInt(table.rows().size());
            for (List<@Nullable Object> row : table.rows()) {
                for (Object cell : row) {
                    value(cell, out);
                }
            }
        }
    }

    private static List<UserPart.Table> tables(DataInputStream in) throws IOException {
        List<UserPart.Table> tables = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = text(in);
            List<String> columns = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                columns.add(text(in));
            }
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                List<@Nullable Object> row = new ArrayList<>(columns.size());
                for (int cell = 0; cell < columns.size(); cell++) {
                    row.add(value(in));
                }
                rows.add(Collections.unmodifiableList(row));
            }
            tables.add(new UserPart.Table(name, columns, rows));
        }
        return tables;
    }

    private static void value(@Nullable Object value, DataOutputStream out) throws IOException {
        switch (value) {
            case null -> out.writeByte('-');
            case Boolean flag -> out.writeByte(flag ? 'y' : 'n');
            case Long number -> {
                out.writeByte('#');
                out.writeLong(number);
            }
            case String text -> {
                // As it is, also where it is no proper Unicode.
                out.writeByte('"');
                out.writeInt(text.length());
                out.writeChars(text);
            }
            default -> throw new IOException("a value of an unknown kind: " + value.getClass());
        }
    }

    private static @Nullable Object value(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case '-' -> null;
            case 'y' -> true;
            case 'n' -> false;
            case '#' -> in.readLong();
            case '"' -> chars(in);
            default -> throw new IOException("a value of an unknown kind: " + kind);
        };
    }

    private static String text(DataInputStream in) throws IOException {
        return value(in) instanceof String text ? text : fail();
    }

    private static String fail() throws IOException {
        throw new IOException("no name where one must stand");
    }

    private static String chars(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("a text of " + length);
        }
        byte[] bytes = in.readNBytes(2 * length);
        if (bytes.length < 2 * length) {
            throw new IOException("a text cut short");
        }
        // Not by a charset, which would replace what is no proper Unicode.
        StringBuilder text = new StringBuilder(length);
        for (int at = 0; at < bytes.length; at += 2) {
            text.append((char) (((bytes[at] & 0xff) << Byte.SIZE) | (bytes[at + 1] & 0xff)));
        }
        return text.toString();
    }

    private static byte[] sha256(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
