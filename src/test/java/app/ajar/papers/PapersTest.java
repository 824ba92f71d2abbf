package app.ajar.papers;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What About says of whose work is inside is true of the jars that run, and whole. */
class PapersTest {

    /** What only tests bring along; JavaFX is one part of many jars. */
    private static final Pattern NOT_OURS = Pattern
            .compile("(junit|opentest4j|apiguardian|testfx|hamcrest|assertj|byte-buddy"
                    + "|archunit|slf4j|org\\.osgi|javafx|error_prone|surefire|maven|open-test-reporting|org\\.junit).*");

    /** Words that each kind of terms cannot do without. */
    private static final Map<String, String> TELLING = Map.of("Apache 2.0", "Apache License", "MIT",
            "Permission is hereby granted", "BSD 2-Clause", "Redistribution and use in source", "BSD 3-Clause",
            "Neither the name", "MPL 2.0",
            "Mozilla Public License", "GPL 2.0 with Classpath Exception", "\"CLASSPATH\" EXCEPTION TO THE GPL",
            "SIL Open Font License 1.1", "SIL OPEN FONT LICENSE", "Unicode License 3", "UNICODE LICENSE V3");

    @Test
    void everyJarOfTheProgram_hasALine_andEveryLineIsOfAJarThatRuns() {
        Set<String> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar")).map(entry -> String.valueOf(Path.of(entry).getFileName()))
                .filter(name -> !NOT_OURS.matcher(name).matches()).map(name -> name.replaceFirst("-\\d.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> lines = Papers.list().stream()
                .filter(line -> !line[3].startsWith("/") && !List.of("java", "javafx", "feather").contains(line[0]))
                .map(line -> line[0]).collect(Collectors.toCollection(TreeSet::new));

        assertThat(jars).contains("h2", "okhttp-jvm");
        assertThat(lines).isEqualTo(jars);
    }

    @Test
    void everyPart_hasItsTerms_inWords() {
        List<Part> parts = Papers.parts();

        assertThat(parts).hasSameSizeAs(Papers.list());
        for (Part part : parts) {
            String terms = part.texts().stream().map(Papers::text).collect(Collectors.joining("\n"));
            assertThat(terms).as("the terms of %s", part.name()).contains(TELLING.get(part.licence()));
        }
    }

    @Test
    void versions_areThoseOfTheJarsThatRun() {
        assertThat(Papers.parts()).filteredOn(part -> part.name().equals("picocli")).singleElement()
                .satisfies(part -> assertThat(System.getProperty("java.class.path"))
                        .contains("picocli-" + part.version() + ".jar"));
        assertThat(Papers.parts()).filteredOn(part -> part.name().equals("Java")).singleElement()
                .satisfies(part -> assertThat(part.version()).isEqualTo(System.getProperty("java.version")));
    }

    @Test
    void ownTerms_areTheRepositorysLicenceAndNotice() {
        assertThat(Papers.own("1.2.3").texts()).extracting(Papers::text)
                .satisfiesExactly(licence -> assertThat(licence).startsWith("MIT License"),
                        notice -> assertThat(notice).contains("OkHttp", "Inter typeface"));
    }
}
