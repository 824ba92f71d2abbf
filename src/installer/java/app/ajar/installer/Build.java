package app.ajar.installer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javafx.application.Platform;

/**
 * From {@code target/ajar} to installers in {@code target/installers}: a Java of our own, the image with jars and launcher,
 * the start-up cache by a first few starts, then every kind of installer that this system can make. Arguments are
 * {@code name=value}; see the profile.
 */
public final class Build {

    private final Target target;
    private final Path packaging;
    private final Path copy;
    private final Path work;
    private final Path image;
    private final Map<String, String> values;
    private final PrintStream out;

    private Build(Map<String, String> given, Target target, PrintStream out) throws IOException {
        this.target = target;
        this.out = out;
        Path base = Path.of(value(given, "base"));
        packaging = base.resolve("packaging");
        copy = base.resolve("target/ajar");
        work = Folders.empty(work(base));
        values = values(given, target);
        image = Path.of(value(values, "app"));
        Folders.empty(Path.of(value(values, "installers")));
    }

    /**
     * All that argument files and texts may name: what is given, the places of the build, and the version as the system takes it.
     */
    static Map<String, String> values(Map<String, String> given, Target target) {
        Path base = Path.of(value(given, "base"));
        Path work = work(base);
        Map<String, String> values = new HashMap<>(given);
        for (String folder : List.of("runtime", "jars", "image", "icons", "root", "resources")) {
            values.put(folder, work.resolve(folder).toString());
        }
        values.put("javafx", base.resolve("target/ajar/lib/javafx").toString());
        values.put("app", target.image(work.resolve("image"), value(given, "name")).toString());
        values.put("installers", base.resolve("target/installers").toString());
        values.put("system-version", systemVersion(value(given, "version"), target));
        return values;
    }

    private static Path work(Path base) {
        return base.resolve("target/installer");
    }

    /** Makes everything, or ends with what went wrong. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> given = new HashMap<>();
        for (String argument : args) {
            String[] parts = argument.split("=", 2);
            given.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        try {
            new Build(given, Target.of(System.getProperty("os.name", "")), System.out).run();
        } finally {
            // The toolkit that drew the icons would keep the process, also after a failure.
            Platform.exit();
        }
    }

    /** macOS takes no version that begins with 0; its Info.plist names the true one all the same. */
    static String systemVersion(String version, Target target) {
        return target == Target.MACOS && version.startsWith("0.") ? "1." + version.substring(2) : version;
    }

    private void run() throws IOException, InterruptedException {
        Arguments arguments = new Arguments(values);
        Path icons = work.resolve("icons");
        Path drawing = packaging.resolveSibling("icons").resolve("icon.svg");
        Icons.write(drawing, icons);
        Path resources = packaging.resolve(target.folder()).resolve("resources");
        if (Files.exists(resources)) {
            arguments.copyFilled(resources, work.resolve("resources"));
        }
        JdkTool.run("jlink", arguments.read(packaging.resolve("runtime/jlink.args")));
        say("Java of our own", work.resolve("runtime"));
        collectJars();
        List<String> options = new ArrayList<>(arguments.read(packaging.resolve("runtime/image.args")));
        options.addAll(arguments.read(packaging.resolve(target.folder()).resolve("image.args")));
        JdkTool.run("jpackage", options);
        ToolkitLibraries.unpack(copy.resolve("lib/javafx"), target.libraries(image));
        copyScripts();
        if (target == Target.LINUX) {
            Path root = work.resolve("root");
            arguments.copyFilled(packaging.resolve("linux/root"), root);
            Icons.copyIntoTheme(icons, drawing, root.resolve("usr/share/icons/hicolor"));
            copyPapers(root.resolve("usr/share/doc/ajar"));
        }
        copyPapers(target.jars(image).resolve("papers"));
        makeStartUpCache();
        if (target == Target.MACOS) {
            sign();
        }
        say("installed", image);
        for (String kind : target.kinds()) {
            make(kind, arguments);
        }
    }

    private void collectJars() throws IOException {
        Path lib = copy.resolve("lib");
        for (Path file : Folders.filesIn(lib)) {
            if (lib.equals(file.getParent()) && file.toString().endsWith(".jar")) {
                Folders.copy(file, work.resolve("jars").resolve(String.valueOf(file.getFileName())));
            }
        }
    }

    /** The launcher for the terminal; on Linux it opens the window too, and jpackage's own is left out of the packages. */
    private void copyScripts() throws IOException {
        String script = target == Target.WINDOWS ? "ajar.cmd" : "ajar";
        Path file = target.scripts(image).resolve(script);
        Folders.copy(packaging.resolve("bin").resolve(script), file);
        readableByAll(file, "rwxr-xr-x");
    }

    private static void readableByAll(Path file, String permissions) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }

    /**
     * Our licence, whose work comes along, what exactly that is, and everybody's own terms; where Debian looks for ours it is
     * named copyright. Java's and JavaFX's terms are one and lie in the {@code legal} folder of the Java we bring.
     */
    private void copyPapers(Path folder) throws IOException {
        Folders.copy(packaging.resolveSibling("LICENSE"), folder.resolve("copyright"));
        Folders.copy(packaging.resolveSibling("NOTICE"), folder.resolve("NOTICE"));
        Folders.copy(packaging.resolveSibling("target").resolve("contents.cdx.json"), folder.resolve("contents.cdx.json"));
        Path licences = folder.resolve("licences");
        Licences.collect(packaging.resolve("licences"), work.resolve("jars"), licences);
    }

    /** macOS runs only what is signed as a whole, and the image was added to. Without a name it is signed for trying out only. */
    private void sign() throws IOException, InterruptedException {
        String identity = System.getenv().getOrDefault("AJAR_MAC_IDENTITY", "-");
        List<String> command = new ArrayList<>(List.of("codesign", "--force", "--deep", "--sign", identity, "--entitlements",
                packaging.resolve("macos/entitlements.plist").toString()));
        if (!identity.equals("-")) {
            command.addAll(List.of("--options", "runtime", "--timestamp"));
        }
        command.add(image.toString());
        JdkTool.run(command, Map.of());
    }

    /**
     * By a start as a user's would be: same Java, same jars, same flags, on a folder with the demo's people and with settings.
     * The third one, because a first one makes the database and a second one the settings, and everybody has only one of each.
     */
    private void makeStartUpCache() throws IOException, InterruptedException {
        Path cache = target.jars(image).resolve("ajar.aot");
        Path data = work.resolve("first-start");
        String launcher = target.launcher(image, value(values, "name")).toString();
        List<String> picture = List.of(launcher, "--data", data.toString(), "--screenshot", data.resolve("ajar.png").toString(),
                "--open", "1");
        JdkTool.run(with(picture, "--demo"), Map.of("DISPLAY", ""));
        List<String> start = with(picture, "--api", value(values, "api"));
        JdkTool.run(start, rehearsal(""));
        JdkTool.run(start, rehearsal(" " + value(values, "untrained") + " -XX:AOTCacheOutput=" + cache));
        if (!Files.exists(cache)) {
            throw new IOException("the first starts left no start-up cache in " + cache);
        }
        // What the launcher writes is its user's alone; this is everybody's.
        readableByAll(cache, "rw-r--r--");
    }

    /** The keychain of whoever builds is none of a rehearsal's business. */
    private Map<String, String> rehearsal(String more) {
        return Map.of("JAVA_TOOL_OPTIONS", value(values, "rehearsal") + more, "AJAR_VAULT", "file");
    }

    private static List<String> with(List<String> some, String... more) {
        return Stream.concat(some.stream(), Arrays.stream(more)).toList();
    }

    private void make(String kind, Arguments arguments) throws IOException, InterruptedException {
        if (!target.canMake(kind)) {
            out.println("no " + kind + ": the system's tools for it are missing, see packaging/README.md");
            return;
        }
        List<String> options = new ArrayList<>();
        Path folder = packaging.resolve(target.folder());
        Path common = folder.resolve("package.args");
        if (Files.exists(common)) {
            options.addAll(arguments.read(common));
        }
        options.addAll(arguments.read(folder.resolve(kind + ".args")));
        JdkTool.run("jpackage", options);
        for (Path file : Folders.filesIn(Path.of(value(values, "installers")))) {
            if (file.toString().endsWith("." + kind)) {
                say(String.valueOf(file.getFileName()), file);
            }
        }
    }

    private void say(String what, Path place) throws IOException {
        out.printf(Locale.ROOT, "%s: %.1f MB%n", what, Folders.bytes(place) / 1e6);
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + "=… among " + Arrays.toString(values.keySet().toArray()));
        }
        return value;
    }
}
