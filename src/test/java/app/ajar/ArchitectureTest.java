package app.ajar;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the house: which room may use which, which library belongs to which room, and how large things may grow. There
 * is no list of exceptions; a rule that no longer fits is changed here, with a decision record.
 */
class ArchitectureTest {

    private static final String ROOT = "app.ajar";
    private static final Set<String> NEVER_SHOWN = Set.of("graph", "sandbox", "cli", "app");

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(Map.entry("model", Set.of()),
            Map.entry("text", Set.of("model")), Map.entry("settings", Set.of()),
            Map.entry("store", Set.of("model", "settings")),
            Map.entry("graph", Set.of("model")), Map.entry("account", Set.of("model", "settings", "store", "graph")),
            Map.entry("media", Set.of("model", "settings", "store", "graph")),
            Map.entry("push", Set.of("settings")),
            Map.entry("sending", Set.of("model", "store", "graph")),
            Map.entry("sync", Set.of("model", "settings", "store", "graph", "account", "media", "push", "sending")),
            Map.entry("templates", Set.of("model", "store")),
            Map.entry("papers", Set.of()),
            Map.entry("ui.access", Set.of()),
            Map.entry("ui.kit", Set.of("model", "text", "ui.access")),
            Map.entry("ui.about", Set.of("text", "papers", "ui.access", "ui.kit")),
            Map.entry("ui.media", Set.of("model", "text", "store", "media", "sending", "sync", "ui.access", "ui.kit")),
            Map.entry("ui.inbox", Set.of("model", "text", "store", "media", "sending", "sync", "ui.access", "ui.kit")),
            Map.entry("ui.message", Set.of("model", "text", "sending", "ui.kit")),
            Map.entry("ui.compose",
                    Set.of("model", "text", "store", "sending", "sync", "ui.access", "ui.kit", "ui.message")),
            Map.entry("ui.templates",
                    Set.of("model", "text", "store", "sending", "sync", "templates", "ui.access", "ui.kit",
                            "ui.compose")),
            Map.entry("ui.planned",
                    Set.of("model", "text", "store", "sending", "sync", "ui.kit", "ui.compose")),
            Map.entry("ui.emoji", Set.of("text", "ui.access", "ui.kit", "ui.compose")),
            Map.entry("ui.thread",
                    Set.of("model", "text", "store", "media", "sending", "sync", "ui.access", "ui.kit", "ui.media",
                            "ui.compose",
                            "ui.emoji", "ui.message", "ui.templates")),
            Map.entry("ui.push", Set.of("model", "text", "settings", "push", "sync", "ui.access", "ui.kit")),
            Map.entry("ui.health", Set.of("model", "text", "store", "account", "sync", "ui.access", "ui.kit")),
            Map.entry("ui.notify", Set.of("model", "text", "settings", "store", "ui.access", "ui.kit", "ui.inbox")),
            Map.entry("ui.upkeep", Set.of("model", "text", "settings", "store", "media", "sending", "sync", "ui.kit")),
            Map.entry("ui.shell",
                    Set.of("model", "ui.health", "text", "settings", "store", "account", "media", "sending", "sync",
                            "templates",
                            "ui.access", "ui.kit", "ui.media", "ui.message", "ui.inbox", "ui.compose", "ui.emoji",
                            "ui.planned",
                            "ui.templates",
                            "ui.thread", "push", "ui.push", "ui.notify", "ui.upkeep", "ui.about")),
            Map.entry("sandbox", Set.of("model")),
            Map.entry("cli",
                    Set.of("model", "text", "settings", "store", "account", "media", "sending", "sync", "sandbox")),
            Map.entry("app",
                    Set.of("model", "ui.health", "text", "settings", "store", "graph", "account", "media", "sending",
                            "sync",
                            "templates", "ui.access", "ui.kit", "ui.media", "ui.message", "ui.inbox", "ui.compose",
                            "ui.emoji",
                            "ui.planned",
                            "ui.templates",
                            "ui.thread",
                            "push", "ui.push", "ui.notify", "ui.upkeep", "ui.about", "papers", "ui.shell", "sandbox",
                            "cli")));

    /** Everything outside the JDK's plain parts, and the rooms that may touch it; the longest prefix decides. */
    private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
            Map.entry("java.sql.", Set.of("store")), Map.entry("javax.sql.", Set.of("store")),
            Map.entry("org.h2.", Set.of("store")), Map.entry("org.flywaydb.", Set.of("store")),
            Map.entry("okhttp3.", Set.of("graph", "media", "push")), Map.entry("okio.", Set.of("graph", "media")),
            Map.entry("kotlin.", Set.of("graph", "media", "push")), Map.entry("java.net.http.", Set.of("cli")),
            Map.entry("tools.jackson.", Set.of("settings", "graph", "push", "templates", "sandbox", "cli")),
            Map.entry("com.fasterxml.jackson.", Set.of("settings", "graph", "sandbox", "cli")),
            Map.entry("de.siegmar.fastcsv.", Set.of("templates")),
            Map.entry("org.commonmark.", Set.of("papers")),
            Map.entry("java.lang.foreign.", Set.of("account")),
            Map.entry("javax.imageio.", Set.of("media", "sandbox", "ui.kit")),
            Map.entry("com.twelvemonkeys.", Set.of("media")),
            Map.entry("java.awt.", Set.of("media", "sandbox", "ui.kit")),
            Map.entry("java.awt.image.",
                    Set.of("media", "sandbox", "ui.kit", "ui.media", "ui.inbox", "ui.thread", "ui.upkeep", "ui.shell",
                            "app")),
            Map.entry("com.sun.net.httpserver.", Set.of("sandbox")), Map.entry("picocli.", Set.of("cli")),
            Map.entry("org.w3c.dom.", Set.of("media")),
            Map.entry("javafx.",
                    Set.of("ui.access", "ui.kit", "ui.health", "ui.media", "ui.message", "ui.inbox", "ui.compose",
                            "ui.emoji",
                            "ui.planned",
                            "ui.templates",
                            "ui.thread",
                            "ui.push", "ui.notify", "ui.upkeep", "ui.about",
                            "ui.shell", "app")),
            Map.entry("atlantafx.", Set.of("ui.kit")), Map.entry("org.controlsfx.", Set.of("ui.kit")),
            Map.entry("org.kordamp.ikonli.", Set.of("ui.kit")));
    private static final List<String> EVERYWHERE = List.of("java.", "javax.crypto.", "javax.net.", "org.jspecify.");

    private static final int LINES = 400;
    private static final int TYPES = 20;
    private static final int PARAMETERS = 7;
    private static final Pattern VAGUE = Pattern.compile("utils?|commons?|helpers?|managers?|services?|impl|misc");
    private static final Pattern VAGUE_TYPE = Pattern.compile(".*(Utils?|Helper|Manager|Service|Impl)");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages(ROOT);

    @Test
    void room_usesOnlyTheRoomsOfTheTable() {
        assertThat(dependencies().filter(dependency -> inHouse(dependency.getTargetClass())).filter(dependency -> {
            String from = room(dependency.getOriginClass());
            String to = room(dependency.getTargetClass());
            return !from.equals(to) && !MAY_USE.getOrDefault(from, Set.of()).contains(to);
        }).map(Dependency::getDescription)).isEmpty();
    }

    @Test
    void room_isOneOfTheTable() {
        assertThat(MAIN.stream().map(ArchitectureTest::room).distinct()).isSubsetOf(MAY_USE.keySet());
        assertThat(MAY_USE.get("ui.shell")).doesNotContainAnyElementsOf(NEVER_SHOWN);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().allowEmptyShould(true).check(MAIN);
    }

    @Test
    void library_isTouchedOnlyInItsRooms() {
        assertThat(dependencies().filter(dependency -> !inHouse(dependency.getTargetClass()))
                .filter(dependency -> !mayTouch(room(dependency.getOriginClass()), dependency.getTargetClass()))
                .map(Dependency::getDescription)).isEmpty();
    }

    @Test
    void file_staysUnder400Lines() throws IOException {
        assertThat(sources().filter(file -> lines(file) >= LINES)).isEmpty();
    }

    @Test
    void package_staysUnder20Types() {
        Map<String, Long> types = topLevel().collect(Collectors.groupingBy(JavaClass::getPackageName,
                Collectors.counting()));

        assertThat(types.entrySet().stream().filter(entry -> entry.getValue() >= TYPES)).isEmpty();
    }

    @Test
    void constructor_staysUnder7Parameters_unlessItIsARecords() {
        assertThat(MAIN.stream().filter(type -> !type.isRecord()).flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> parameters(constructor) >= PARAMETERS).map(JavaConstructor::getFullName))
                .isEmpty();
    }

    @Test
    void name_saysWhatAThingIs() {
        assertThat(MAIN.stream().map(JavaClass::getPackageName).distinct().filter(
                name -> Arrays.stream(name.split("\\.", -1)).anyMatch(part -> VAGUE.matcher(part).matches())))
                .isEmpty();
        assertThat(MAIN.stream().map(JavaClass::getSimpleName).filter(VAGUE_TYPE.asMatchPredicate())).isEmpty();
    }

    @Test
    void package_isNullMarked_andSaysWhatItIsFor() throws IOException {
        List<String> packages = topLevel().map(JavaClass::getPackageName).distinct().toList();

        assertThat(packages).allMatch(name -> MAIN.getPackage(name).isAnnotatedWith(NullMarked.class));
        for (String name : packages) {
            Path info = Path.of("src", "main", "java", name.replace('.', '/'), "package-info.java");
            assertThat(Files.readString(info)).startsWith("/**");
        }
    }

    @Test
    void standardOutputAndError_belongToTheCommandLine() {
        Predicate<JavaAccess<?>> prints = access -> access.getTargetOwner().isEquivalentTo(System.class)
                && (access.getName().equals("out") || access.getName().equals("err"));

        assertThat(accesses(MAIN).filter(prints)
                .filter(access -> !Set.of("cli", "app").contains(room(access.getOriginOwner())))
                .map(JavaAccess::getDescription)).isEmpty();
        assertThat(accesses(MAIN).filter(access -> access.getName().equals("printStackTrace"))
                .filter(access -> access.getTarget() instanceof CodeUnitAccessTarget code
                        && code.getRawParameterTypes().isEmpty())
                .map(JavaAccess::getDescription)).isEmpty();
    }

    @Test
    void test_neverSleeps_andIsNeverSwitchedOff() {
        assertThat(accesses(TESTS).filter(access -> access.getName().equals("sleep")).map(JavaAccess::getDescription))
                .isEmpty();
        assertThat(TESTS.stream().filter(type -> type.isAnnotatedWith(Disabled.class)
                || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Disabled.class)))).isEmpty();
    }

    @Test
    void testThatStartsTheToolkit_saysSoInItsName() {
        assertThat(TESTS.stream().filter(type -> outermost(type).getSimpleName().endsWith("Test"))
                .filter(type -> !outermost(type).getSimpleName().endsWith("FxTest"))
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> dependency.getTargetClass().getName().startsWith("org.testfx.")))
                .map(JavaClass::getName)).isEmpty();
    }

    @Test
    void everyRuleHasSomethingToJudge() throws IOException {
        assertThat(MAIN).isNotEmpty();
        assertThat(TESTS).isNotEmpty();
        assertThat(sources()).isNotEmpty();
        assertThat(accesses(MAIN)).isNotEmpty();
    }

    private static Stream<Dependency> dependencies() {
        return MAIN.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
    }

    private static Stream<JavaAccess<?>> accesses(JavaClasses classes) {
        return classes.stream().flatMap(type -> type.getAccessesFromSelf().stream());
    }

    private static Stream<JavaClass> topLevel() {
        return MAIN.stream().filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"));
    }

    private static boolean inHouse(JavaClass type) {
        return type.getBaseComponentType().getPackageName().startsWith(ROOT + ".");
    }

    /** The first part of the package below the root, or the first two of {@code ui}. */
    private static String room(JavaClass type) {
        String[] parts = type.getBaseComponentType().getPackageName().substring(ROOT.length() + 1).split("\\.", -1);
        return parts[0].equals("ui") && parts.length > 1 ? parts[0] + "." + parts[1] : parts[0];
    }

    private static boolean mayTouch(String room, JavaClass target) {
        JavaClass type = target.getBaseComponentType();
        if (type.isPrimitive()) {
            return true;
        }
        return LIBRARIES.entrySet().stream().filter(library -> type.getName().startsWith(library.getKey()))
                .max(Comparator.comparingInt(library -> library.getKey().length())).map(Entry::getValue)
                .map(rooms -> rooms.contains(room))
                .orElseGet(() -> EVERYWHERE.stream().anyMatch(type.getName()::startsWith));
    }

    /** As written: without what the compiler adds to enums, inner and local classes. */
    private static long parameters(JavaConstructor constructor) {
        return Arrays.stream(constructor.reflect().getParameters())
                .filter(Predicate.not(Parameter::isImplicit).and(Predicate.not(Parameter::isSynthetic))).count();
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static Stream<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}
