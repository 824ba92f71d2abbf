package app.ajar;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import static org.assertj.core.api.Assertions.assertThat;

/** What is built in is what the build says, in one copy. */
class DependenciesTest {

    private static final Path POM = Path.of("pom.xml");
    private static final Pattern EXACT = Pattern.compile("[0-9]+(\\.[0-9]+)*([.-](Final|RELEASE|[0-9]+|M[0-9]+))?");
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern USES = Pattern.compile("uses:\\s*(\\S+)");

    @Test
    void everyLibraryAndPlugin_hasOneExactVersion() throws Exception {
        Element project = parse();
        Map<String, String> properties = new HashMap<>();
        NodeList defined = ((Element) project.getElementsByTagName("properties").item(0)).getChildNodes();
        for (int i = 0; i < defined.getLength(); i++) {
            properties.put(defined.item(i).getNodeName(), defined.item(i).getTextContent().strip());
        }
        Map<String, TreeSet<String>> versions = new TreeMap<>();
        for (String kind : List.of("dependency", "plugin", "path")) {
            NodeList all = project.getElementsByTagName(kind);
            for (int i = 0; i < all.getLength(); i++) {
                Element one = (Element) all.item(i);
                String version = resolved(text(one, "version"), properties);
                TreeSet<String> known = versions.computeIfAbsent(kind + " " + text(one, "artifactId"),
                        name -> new TreeSet<>());
                if (!version.isEmpty()) {
                    known.add(version);
                }
            }
        }
        assertThat(versions).hasSizeGreaterThan(20).allSatisfy((name, known) -> {
            assertThat(known).as("versions of " + name).hasSize(1);
            assertThat(known.first()).as("the version of " + name).matches(EXACT);
        });
    }

    @Test
    void noClass_standsInTwoLibraries() throws IOException {
        Map<String, TreeSet<String>> places = new HashMap<>();
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            // A test's own runner may be given as one jar of everything.
            if (entry.endsWith(".jar") && Files.isRegularFile(jar) && !entry.contains("console-standalone")
                    && !entry.contains("surefire")) {
                jars.add(jar);
                try (ZipFile zip = new ZipFile(jar.toFile())) {
                    zip.stream().map(file -> file.getName()).filter(name -> name.endsWith(".class")
                            && !name.startsWith("META-INF/") && !name.endsWith("module-info.class"))
                            .forEach(name -> places.computeIfAbsent(name, any -> new TreeSet<>())
                                    .add(String.valueOf(jar.getFileName())));
                }
            }
        }
        assertThat(jars).hasSizeGreaterThan(20);
        assertThat(places.values().stream().filter(found -> found.size() > 1).distinct()).isEmpty();
    }

    @Test
    void everyStepOfTheContinuousBuild_namesAVersion() throws IOException {
        try (var files = Files.list(Path.of(".github", "workflows"))) {
            for (Path file : files.toList()) {
                Matcher uses = USES.matcher(Files.readString(file));
                while (uses.find()) {
                    assertThat(uses.group(1)).as("in " + file.getFileName())
                            .matches("[\\w./-]+@(v[0-9][0-9.]*|[0-9a-f]{40})");
                }
            }
        }
    }

    private static Element parse() throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(POM.toFile())
                .getDocumentElement();
    }

    /** The text of a child, empty without one; children of children do not count. */
    private static String text(Element of, String child) {
        NodeList children = of.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i).getNodeName().equals(child)) {
                return Objects.requireNonNullElse(children.item(i).getTextContent(), "").strip();
            }
        }
        return "";
    }

    private static String resolved(String version, Map<String, String> properties) {
        return PROPERTY.matcher(version)
                .replaceAll(property -> properties.getOrDefault(property.group(1), property.group()));
    }
}
