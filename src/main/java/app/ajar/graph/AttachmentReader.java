package app.ajar.graph;

import app.ajar.model.Attachment;
import app.ajar.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what hangs on a message: attachments first, then shares, then the story. What has bytes to fetch is
 * {@code PENDING}; shares, templates and stories are links whose bytes are not kept; an attachment of which the server gave
 * no address is {@code FAILED}, because there is nothing to fetch, until a later answer brings one.
 */
final class AttachmentReader {

    private static final Set<String> ATTACHMENT = Set.of("id", "name", "mime_type", "size", "image_data", "video_data",
            "file_url", "generic_template");
    private static final Set<String> IMAGE = Set.of("url", "preview_url", "width", "height", "max_width", "max_height",
            "render_as_sticker", "animated_gif_url", "animated_gif_preview_url", "image_type", "raw_gif_image",
            "raw_webp_image", "animated_webp_url", "animated_webp_preview_url");
    private static final Set<String> VIDEO = Set.of("url", "preview_url", "width", "height", "length", "video_type",
            "rotation");
    private static final Set<String> TEMPLATE = Set.of("title", "subtitle", "media_url", "cta");
    private static final Set<String> CALL_TO_ACTION = Set.of("title", "type", "url");
    private static final Set<String> SHARE = Set.of("id", "link", "name", "description", "template");
    private static final Set<String> PRODUCT = Set.of("id", "retailer_id", "image_url", "name", "price");

    private static final Set<String> AUDIO_ENDINGS = Set.of("aac", "m4a", "mp3", "oga", "ogg", "opus", "wav");
    private static final Set<String> VIDEO_ENDINGS = Set.of("mp4", "mov", "avi", "webm", "ogv", "m4v");
    private static final Set<String> IMAGE_ENDINGS = Set.of("jpg", "jpeg", "png", "gif", "webp", "heic");

    private final Oddities odd;
    private final List<Attachment> found = new ArrayList<>();

    private AttachmentReader(Oddities odd) {
        this.odd = odd;
    }

    static List<Attachment> read(JsonNode message, Message.@Nullable Story story, Oddities odd) {
        AttachmentReader reader = new AttachmentReader(odd);
        Lenient.rows(message.path("attachments")).forEach(reader::attachment);
        reader.sticker(message.path("sticker"));
        Lenient.rows(message.path("shares")).forEach(reader::share);
        if (story != null) {
            reader.add(Attachment.Kind.STORY, story.id(), story.url(), null, null, null, Attachment.State.NOT_KEPT);
        }
        return reader.found;
    }

    private void attachment(JsonNode node) {
        odd.unknownKeys(node, ATTACHMENT);
        if (!node.isObject()) {
            return;
        }
        String mime = Lenient.text(node.path("mime_type"));
        String name = Lenient.text(node.path("name"));
        String id = Lenient.id(node.path("id"));
        if (node.path("image_data").isObject()) {
            JsonNode image = node.path("image_data");
            odd.unknownKeys(image, IMAGE);
            // A moving picture is shown moving; its still is the smaller form of it.
            media(Attachment.Kind.IMAGE, id, first(image, "animated_gif_url", "url", "animated_webp_url",
                    "raw_gif_image", "raw_webp_image"),
                    first(image, "preview_url", "animated_gif_preview_url",
                            "animated_webp_preview_url"),
                    mime, name, image);
        } else if (node.path("video_data").isObject()) {
            JsonNode video = node.path("video_data");
            odd.unknownKeys(video, VIDEO);
            Attachment.Kind kind = lower(mime).startsWith("audio/") ? Attachment.Kind.AUDIO : Attachment.Kind.VIDEO;
            media(kind, id, first(video, "url"), first(video, "preview_url"), mime, name, video);
        } else if (node.path("generic_template").isObject()) {
            template(node.path("generic_template"), id, mime, name);
        } else {
            String url = Lenient.text(node.path("file_url"));
            if (url == null) {
                odd.note();
            }
            media(fileKind(mime, name), id, url, null, mime, name, node.path("image_data"));
        }
    }

    private void media(Attachment.Kind kind, @Nullable String id, @Nullable String url, @Nullable String preview,
            @Nullable String mime, @Nullable String name, JsonNode sizes) {
        found.add(new Attachment(found.size(), kind, id, url, preview, mime, name, Lenient.size(sizes.path("width")),
                Lenient.size(sizes.path("height")),
                url == null ? Attachment.State.FAILED : Attachment.State.PENDING, null, null));
    }

    private void template(JsonNode template, @Nullable String id, @Nullable String mime, @Nullable String name) {
        odd.unknownKeys(template, TEMPLATE);
        JsonNode action = Lenient.one(template.path("cta"));
        odd.unknownKeys(action, CALL_TO_ACTION);
        String title = first(template, "title", "subtitle");
        add(Attachment.Kind.SHARE, id, Lenient.text(action.path("url")), Lenient.text(template.path("media_url")), mime,
                title == null ? name : title, Attachment.State.NOT_KEPT);
    }

    /** The Messenger Platform's way to name a sticker: its picture's address, nothing else. */
    private void sticker(JsonNode sticker) {
        String url = Lenient.text(sticker);
        if (url != null) {
            add(Attachment.Kind.IMAGE, null, url, null, null, null, Attachment.State.PENDING);
        } else if (!Lenient.empty(sticker)) {
            odd.note();
        }
    }

    private void share(JsonNode node) {
        odd.unknownKeys(node, SHARE);
        if (!node.isObject()) {
            return;
        }
        String id = Lenient.id(node.path("id"));
        String link = Lenient.text(node.path("link"));
        String title = first(node, "name", "description");
        List<JsonNode> products = Lenient.rows(
                node.path("template").path("payload").path("product").path("elements"));
        if (products.isEmpty()) {
            if (!Lenient.empty(node.path("template"))) {
                odd.note();
            }
            add(Attachment.Kind.SHARE, id, link, null, null, title, Attachment.State.NOT_KEPT);
            return;
        }
        for (JsonNode product : products) {
            odd.unknownKeys(product, PRODUCT);
            String name = first(product, "name");
            add(Attachment.Kind.SHARE, Lenient.id(product.path("id")), link, first(product, "image_url"), null,
                    name == null ? title : name, Attachment.State.NOT_KEPT);
        }
    }

    private void add(Attachment.Kind kind, @Nullable String id, @Nullable String url, @Nullable String preview,
            @Nullable String mime, @Nullable String title, Attachment.State state) {
        found.add(new Attachment(found.size(), kind, id, url, preview, mime, title, null, null, state, null, null));
    }

    private static Attachment.Kind fileKind(@Nullable String mime, @Nullable String name) {
        String type = lower(mime);
        if (type.startsWith("audio/")) {
            return Attachment.Kind.AUDIO;
        }
        if (type.startsWith("video/")) {
            return Attachment.Kind.VIDEO;
        }
        if (type.startsWith("image/")) {
            return Attachment.Kind.IMAGE;
        }
        String file = lower(name);
        String ending = file.substring(file.lastIndexOf('.') + 1);
        if (AUDIO_ENDINGS.contains(ending)) {
            return Attachment.Kind.AUDIO;
        }
        if (VIDEO_ENDINGS.contains(ending)) {
            return Attachment.Kind.VIDEO;
        }
        return IMAGE_ENDINGS.contains(ending) ? Attachment.Kind.IMAGE : Attachment.Kind.FILE;
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String first(JsonNode node, String... keys) {
        for (String key : keys) {
            String text = Lenient.text(node.path(key));
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
