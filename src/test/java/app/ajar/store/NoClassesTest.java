package app.ajar.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** No SQL that H2 runs for Ajar can name a class of Java. In a process of its own: H2 reads once what it may load. */
public final class NoClassesTest {

    /** H2: "Access to the class is denied". */
    private static final int DENIED = 90134;
    private static final List<String> NAMING = List.of("CREATE ALIAS LOCAL.SHOUT FOR 'java.lang.System.exit'",
            "CREATE TRIGGER LOCAL.T AFTER INSERT ON LOCAL.NOTE FOR EACH ROW CALL 'app.ajar.store.RescueTest$Pulled'",
            "CREATE AGGREGATE LOCAL.SUMS FOR 'java.lang.Object'",
            "CREATE TABLE LOCAL.X (A INT) ENGINE \"java.lang.Object\"",
            "CREATE LINKED TABLE LOCAL.FAR('java.lang.Object', 'jdbc:x:y', '', '', 'T')");

    /** Opens the folder's database as Ajar does, tries each and says the error's number. */
    public static void main(String[] args) throws SQLException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Path.of(args[0]);
        Sample.open(folder).close();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("cache"), "", "");
                Statement statement = connection.createStatement()) {
            for (String sql : NAMING) {
                try {
                    statement.execute(sql);
                    out.println("it ran");
                } catch (SQLException e) {
                    out.println(Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                            .anyMatch(
                                    cause -> cause instanceof SQLException sqlSaid && sqlSaid.getErrorCode() == DENIED)
                                            ? "denied"
                                            : e.toString());
                }
            }
        }
        // So that nothing of theirs is still at work.
        System.exit(0);
    }

    @Test
    void sqlThatNamesAClass_isRefused(@TempDir Path folder) throws Exception {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                NoClassesTest.class.getName(), folder.toString()).redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said;
        try (var words = child.inputReader(StandardCharsets.UTF_8)) {
            said = words.lines().toList();
        }
        child.waitFor();
        assertThat(said).hasSameSizeAs(NAMING).containsOnly("denied");
    }
}
