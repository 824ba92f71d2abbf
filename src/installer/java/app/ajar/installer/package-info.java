/** Makes the installers of the system it runs on from the runnable copy; run by {@code mvn -Pinstaller package}. */
@NullMarked
package app.ajar.installer;

import org.jspecify.annotations.NullMarked;
