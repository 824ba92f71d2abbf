package app.ajar.installer;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A system that installers are made for, and where jpackage puts things in its image there. */
enum Target {
    LINUX("linux", "", "lib/app", "lib/runtime/lib", "bin/ajar", "bin"),
    MACOS("macos", ".app", "Contents/app", "Contents/runtime/Contents/Home/lib", "Contents/MacOS/{name}", "Contents/bin"),
    WINDOWS("windows", "", "app", "runtime/bin", "{name}.exe", "bin");

    private final String folder;
    private final String imageSuffix;
    private final String jars;
    private final String libraries;
    private final String launcher;
    private final String scripts;

    Target(String folder, String imageSuffix, String jars, String libraries, String launcher, String scripts) {
        this.folder = folder;
        this.imageSuffix = imageSuffix;
        this.jars = jars;
        this.libraries = libraries;
        this.launcher = launcher;
        this.scripts = scripts;
    }

    /** The system of this name, as Java gives it. */
    static Target of(String osName) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("windows")) {
            return WINDOWS;
        }
        return os.contains("mac") ? MACOS : LINUX;
    }

    /** The folder of its argument files under {@code packaging}. */
    String folder() {
        return folder;
    }

    /** The kinds of installers it has. */
    List<String> kinds() {
        return switch (this) {
            case LINUX -> List.of("deb", "rpm");
            case MACOS -> List.of("dmg");
            case WINDOWS -> List.of("msi");
        };
    }

    /** Whether a kind can be made here: what is missing on this system is left out, and said. */
    boolean canMake(String kind) {
        return switch (kind) {
            case "deb" -> JdkTool.found("dpkg-deb") && JdkTool.found("fakeroot");
            case "rpm" -> JdkTool.found("rpmbuild");
            default -> true;
        };
    }

    Path image(Path images, String name) {
        return images.resolve(name + imageSuffix);
    }

    Path jars(Path image) {
        return image.resolve(jars);
    }

    /** Where JavaFX looks for its libraries when it is part of the Java it runs on. */
    Path libraries(Path image) {
        return image.resolve(libraries);
    }

    /** What opens the window. */
    Path launcher(Path image, String name) {
        return image.resolve(launcher.replace("{name}", name));
    }

    /** Where {@code ajar} for the terminal goes. */
    Path scripts(Path image) {
        return image.resolve(scripts);
    }
}
