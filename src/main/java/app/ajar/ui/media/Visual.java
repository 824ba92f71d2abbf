package app.ajar.ui.media;

import app.ajar.model.Attachment;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.ui.kit.Icon;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an attachment is to the eye. Meta's word is not enough: an "animated image" may well be a film. Pure. */
enum Visual {

    PICTURE(Icon.PHOTO), FILM(Icon.VIDEO), SOUND(Icon.AUDIO), PAPER(Icon.FILE),
    /** Said by its message's card alone. */
    NOTHING(Icon.SHARE);

    private static final Set<String> FILMS = Set.of("mp4", "mov", "m4v", "webm", "ogv", "3gp");
    private static final Set<String> SOUNDS = Set.of("m4a", "mp3", "aac", "ogg", "opus", "wav", "amr");
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "gif", "webp");

    private final Icon icon;

    Visual(Icon icon) {
        this.icon = icon;
    }

    static Visual of(Attachment attachment) {
        String ending = ending(attachment.file());
        return switch (attachment.kind()) {
            case IMAGE -> FILMS.contains(ending) ? FILM : PICTURE;
            case VIDEO -> PICTURES.contains(ending) ? PICTURE : SOUNDS.contains(ending) ? SOUND : FILM;
            case AUDIO -> SOUND;
            case FILE -> PICTURES.contains(ending) ? PICTURE : PAPER;
            case STORY -> attachment.file() == null ? NOTHING : FILMS.contains(ending) ? FILM : PICTURE;
            case SHARE -> NOTHING;
        };
    }

    /** Whether it has a place in the viewer and the grid. */
    static boolean seen(MediaItem item) {
        Visual visual = of(item.attachment());
        return visual == PICTURE || visual == FILM;
    }

    /** Whether a stored file is a video. */
    static boolean isFilm(@Nullable String file) {
        return FILMS.contains(ending(file));
    }

    Icon icon() {
        return icon;
    }

    private static String ending(@Nullable String file) {
        return file == null ? "" : file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
