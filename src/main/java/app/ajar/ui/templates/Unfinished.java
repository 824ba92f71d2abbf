package app.ajar.ui.templates;

import app.ajar.store.Templates;
import app.ajar.store.Templates.Content;
import app.ajar.store.Templates.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is written on the page of templates and cannot be kept as it is, so that a page that comes in its place goes on with
 * it.
 *
 * @param left what was left there, by its template; by nothing for a new one
 * @param open the template whose fields say something else than what is kept; null for a new one
 * @param written what they say; null when nothing would be lost
 */
public record Unfinished(Map<Optional<Templates.Id>, Content> left, @Nullable Template open,
        @Nullable Content written) {

    /** Whether there is none. */
    public boolean isEmpty() {
        return left.isEmpty() && written == null;
    }

    /** All that is written, by its template. */
    Map<Optional<Templates.Id>, Content> everything() {
        Map<Optional<Templates.Id>, Content> all = new HashMap<>(left);
        if (written != null) {
            all.put(Optional.ofNullable(open).map(Template::id), written);
        }
        return all;
    }
}
