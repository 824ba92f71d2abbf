package app.ajar.papers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose work is inside this running copy, and under which terms. The list of names is the one that the installers pack; the
 * versions are those of the jars that really run.
 */
public final class Papers {

    private static final String FOLDER = "/app/ajar/papers/";
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");

    private Papers() {}

    /** All parts, in the order of the list. Reads the jars of the class path; not for the toolkit's thread. */
    public static List<Part> parts() {
        Map<String, Found> jars = jars();
        List<Part> parts = new ArrayList<>();
        for (String[] line : list()) {
            Found jar = jars.get(line[0]);
            boolean inOurs = line[3].startsWith("/") || List.of("java", "javafx", "feather").contains(line[0]);
            if (jar == null && !inOurs) {
                continue;
            }
            List<Part.Paper> texts = new ArrayList<>();
            if (!line[3].isEmpty()) {
                texts.add(paper(line[3]));
            }
            if (jar != null) {
                texts.addAll(jar.texts());
            }
            parts.add(new Part(line[1], jar == null ? versionOf(line[0]) : jar.version(), line[2], List.copyOf(texts)));
        }
        return parts;
    }

    /** Ajar's own terms. */
    public static Part own(String version) {
        return new Part("Ajar", version, "MIT", List.of(new Part.Paper("LICENSE", resource(FOLDER + "LICENSE")),
                new Part.Paper("NOTICE", resource(FOLDER + "NOTICE"))));
    }

    /** The words of one text. */
    public static String text(Part.Paper paper) {
        try (InputStream in = paper.place().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "").replace("\f", "");
        } catch (IOException e) {
            throw new UncheckedIOException("a text that came with the program is gone", e);
        }
    }

    /** The fields of each line: key, name, terms, place. */
    static List<String[]> list() {
        return text(paper("parts.txt")).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" *\\| *", 4)).toList();
    }

    /** @param version as in the jar's name */
    private record Found(String version, List<Part.Paper> texts) {}

    /** The jars of the class path, also those that another one names. */
    private static Map<String, Found> jars() {
        Map<String, Found> found = new TreeMap<>();
        try {
            ClassLoader loader = Papers.class.getClassLoader();
            for (URL manifest : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
                String place = manifest.toString();
                int end = place.indexOf("!/");
                if (!place.startsWith("jar:file:") || end < 0) {
                    continue;
                }
                Path file = Path.of(URI.create(place.substring("jar:".length(), end)));
                Matcher name = JAR.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    List<Part.Paper> texts = new ArrayList<>();
                    for (String entry : TermsInJar.in(file)) {
                        texts.add(new Part.Paper(entry.substring(entry.lastIndexOf('/') + 1),
                                URI.create(place.substring(0, end + 2) + entry).toURL()));
                    }
                    found.putIfAbsent(name.group(1), new Found(name.group(2), texts));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own jars cannot be read", e);
        }
        return found;
    }

    private static String versionOf(String key) {
        return switch (key) {
            case "java" -> System.getProperty("java.version", "");
            case "javafx" -> System.getProperty("javafx.version", "");
            default -> "";
        };
    }

    private static Part.Paper paper(String place) {
        return new Part.Paper(place.substring(place.lastIndexOf('/') + 1),
                resource(place.startsWith("/") ? place : FOLDER + "licences/" + place));
    }

    private static URL resource(String place) {
        return Objects.requireNonNull(Papers.class.getResource(place), () -> place + " is missing from the build");
    }
}
