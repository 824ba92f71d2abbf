package app.ajar.papers;

import java.net.URL;
import java.util.List;

/**
 * Somebody's work that comes along.
 *
 * @param name what it is called
 * @param version empty where it has none of its own
 * @param licence the short name of its terms
 * @param texts where the terms themselves are; {@link Papers#text} reads one
 */
public record Part(String name, String version, String licence, List<Paper> texts) {

    /**
     * A text that somebody's terms are made of.
     *
     * @param title the name of the file, to tell a licence from a notice
     */
    public record Paper(String title, URL place) {}

    @Override
    public String toString() {
        return name;
    }
}
