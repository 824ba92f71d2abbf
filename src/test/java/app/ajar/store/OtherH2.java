package app.ajar.store;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.Statement;
import java.util.Properties;

/** H2 as somebody else runs it, who may name any class: ours reads once for the whole process that nobody may. */
final class OtherH2 {

    private OtherH2() {}

    /** Runs SQL on a closed database's file. */
    static void run(Path file, String sql) throws Exception {
        run(file, sql, "", "");
    }

    /**
     * The same, on a file that is encrypted.
     *
     * @param more what the address needs for that
     */
    static void run(Path file, String sql, String more, String password) throws Exception {
        URL library = org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation();
        URL tests = OtherH2.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[]{library, tests},
                ClassLoader.getPlatformClassLoader())) {
            allowEverything(loader);
            Driver driver = (Driver) loader.loadClass("org.h2.Driver").getDeclaredConstructor().newInstance();
            String url = "jdbc:h2:file:" + file.toString().replaceFirst("\\.mv\\.db$", "") + more;
            Properties nobody = new Properties();
            nobody.put("user", "");
            nobody.put("password", password);
            try (Connection connection = driver.connect(url, nobody);
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
            Method unload = loader.loadClass("org.h2.Driver").getMethod("unload");
            unload.invoke(null);
        }
    }

    private static void allowEverything(ClassLoader loader) throws ClassNotFoundException {
        String ours = System.getProperty("h2.allowedClasses");
        System.setProperty("h2.allowedClasses", "*");
        try {
            Class.forName("org.h2.engine.SysProperties", true, loader);
        } finally {
            if (ours == null) {
                System.clearProperty("h2.allowedClasses");
            } else {
                System.setProperty("h2.allowedClasses", ours);
            }
        }
    }
}
