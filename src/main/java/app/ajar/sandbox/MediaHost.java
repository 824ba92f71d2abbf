package app.ajar.sandbox;

import app.ajar.sandbox.drawing.Encoded;
import app.ajar.sandbox.drawing.Portraits;
import app.ajar.sandbox.drawing.Scenes;
import app.ajar.sandbox.world.Account;
import app.ajar.sandbox.world.Item;
import app.ajar.sandbox.world.Person;
import app.ajar.sandbox.world.Talk;
import app.ajar.sandbox.world.World;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The media host: signed addresses that expire, and what is behind them. It never wants the access token. */
final class MediaHost {

    static final int GIF_SIZE = 360;
    static final int HEART_SIZE = 240;
    private static final int GIF_FRAMES = 12;
    private static final Duration GIF_FRAME = Duration.ofMillis(80);
    private static final int PAPER_WIDTH = 1080;
    private static final int PAPER_HEIGHT = 608;
    private static final int AVATAR_SIZE = 320;
    /** Smaller, because the WebP written here is not compressed. */
    private static final int WEBP_SIZE = 160;
    /** About 4.5 days were measured in the wild; rounded up to a full hour, so that an address stays for a while. */
    private static final Duration SIGNED_FOR = Duration.ofHours(108);
    private static final Duration STORY_LIFE = Duration.ofHours(24);
    private static final int HUGE_BYTES = 11 * 1024 * 1024;
    private static final long CACHE_BYTES = 48L * 1024 * 1024;
    private static final long FIRST_ASSET = 1_000_000_000_000_000L;
    /** Room for this many in one message. */
    private static final int MOST_ATTACHED = 10;
    private static final long ITEMS_A_TALK = 10_000_000L;
    private static final long ASSETS_A_TALK = ITEMS_A_TALK * MOST_ATTACHED;
    private static final Pattern PICTURE = Pattern.compile("/v/t51\\.2885-19/(\\d+)_n\\.(?:jpg|png|gif|webp)");
    private static final Pattern PHOTO = Pattern.compile("/v/t42\\.1790-2/(\\d+)_n\\.(?:jpg|gif|png|webp|mp4)");
    private static final Pattern POSTER = Pattern.compile("/v/t15\\.3394-10/(\\d+)_n\\.jpg");
    private static final Pattern SIGNED = Pattern.compile("(.*)&oh=00_([0-9a-f]+)&oe=([0-9A-F]{8,16})");
    private static final Pattern LOOKASIDE = Pattern.compile("asset_id=(\\d{16,18})&signature=([A-Za-z0-9_-]+)");

    private final World world;
    private final Clock clock;
    private final Supplier<String> base;
    private final SecretKeySpec key;
    private final long seed;
    private final Map<String, byte[]> cache = new LinkedHashMap<>(64, 0.75f, true);
    private long cached;

    /** @param base the server's address, known once it listens */
    MediaHost(World world, Clock clock, long seed, Supplier<String> base) {
        this.world = world;
        this.clock = clock;
        this.base = base;
        this.seed = seed;
        this.key = new SecretKeySpec(("sandbox media " + seed).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    static boolean owns(String path) {
        return path.startsWith("/v/t") || path.startsWith("/ig_messaging_cdn/");
    }

    /** The address of a profile picture; empty for a person without one. */
    Optional<String> pictureUrl(Person person) {
        String ending = switch (person.picture()) {
            case NONE -> "";
            case PNG -> "png";
            case GIF -> "gif";
            case WEBP -> "webp";
            default -> "jpg";
        };
        return ending.isEmpty()
                ? Optional.empty()
                : Optional.of(signed("/v/t51.2885-19/" + person.id() + "_n." + ending, "stp=dst-jpg_s320x320"));
    }

    String accountPictureUrl() {
        return signed("/v/t51.2885-19/" + Account.ID + "_n.jpg", "stp=dst-jpg_s320x320");
    }

    /** How many things are attached to a message; shares and stories hang on it in other ways. */
    static int attached(Item item) {
        return switch (item.extra()) {
            case Item.Extra.Photos photos -> photos.scenes().size();
            case Item.Extra.Photo _,Item.Extra.Gif _,Item.Extra.ReadyMade _,Item.Extra.Heart _,Item.Extra.Voice _,Item.Extra.Paper _ ->
                1;
            default -> 0;
        };
    }

    /** The stable id of one thing a message carries. */
    String attachmentId(Talk talk, Item item, int position) {
        return Long.toString(
                FIRST_ASSET + talk.number() * ASSETS_A_TALK + (long) item.index() * MOST_ATTACHED + position);
    }

    /** The address of one thing a message carries. */
    String attachmentUrl(Talk talk, Item item, int position) {
        String id = attachmentId(talk, item, position);
        return switch (item.extra()) {
            case Item.Extra.ReadyMade made ->
                signed("/v/t42.1790-2/" + id + "_n" + made.file().substring(made.file().lastIndexOf('.')),
                        "_nc_cat=104");
            case Item.Extra.Paper paper -> storyUrl(talk, item);
            case Item.Extra.Gif gif -> signed("/v/t42.1790-2/" + id + "_n.gif", "_nc_cat=101");
            case Item.Extra.Heart heart -> signed("/v/t42.1790-2/" + id + "_n.png", "_nc_cat=106");
            case Item.Extra.Voice voice -> storyUrl(talk, item);
            default -> signed("/v/t42.1790-2/" + id + "_n.jpg", "stp=dst-jpg_p1080x1350");
        };
    }

    /** The address of the picture that stands for a video until it plays. */
    String posterUrl(Talk talk, Item item, int position) {
        return signed("/v/t15.3394-10/" + attachmentId(talk, item, position) + "_n.jpg", "stp=dst-jpg_s640x640");
    }

    /** The address of a story or a sound: the other host's form, whose expiry cannot be read from it. */
    String storyUrl(Talk talk, Item item) {
        String id = attachmentId(talk, item, 0);
        return base.get() + "/ig_messaging_cdn/?asset_id=" + id + "&signature=" + lookaside(id, day());
    }

    private String signed(String path, String first) {
        long expires = (clock.instant().plus(SIGNED_FOR).getEpochSecond() / 3600 + 1) * 3600;
        String query = first + "&_nc_cat=108&ccb=7-5&_nc_sid=8ae9d6&_nc_ht=127.0.0.1&oh=00_";
        String oe = String.format(Locale.ROOT, "%08X", expires);
        String unsigned = query.substring(0, query.indexOf("&oh="));
        return base.get() + path + "?" + query + signature(path + "?" + unsigned + "&oe=" + oe) + "&oe=" + oe;
    }

    private String signature(String text) {
        return HexFormat.of().formatHex(hmac(text), 0, 20);
    }

    private String lookaside(String asset, long day) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hmac(asset + "@" + day), 24));
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private long day() {
        return clock.instant().getEpochSecond() / 86_400;
    }

    /** What is behind an address, or why not. */
    Call.Answer answer(String path, String query) {
        if (path.startsWith("/ig_messaging_cdn/")) {
            return lookasideAnswer(query);
        }
        Matcher m = SIGNED.matcher(query);
        if (!m.matches() || !signature(path + "?" + m.group(1) + "&oe=" + m.group(3)).equals(m.group(2))) {
            return plain(403, "URL signature mismatch");
        }
        if (clock.instant().getEpochSecond() >= Long.parseLong(m.group(3), 16)) {
            return plain(403, "URL signature expired");
        }
        Matcher picture = PICTURE.matcher(path);
        if (picture.matches()) {
            return picture(picture.group(1));
        }
        Matcher poster = POSTER.matcher(path);
        if (poster.matches()) {
            return item(poster.group(1)).map(MediaHost::poster).orElseGet(() -> plain(404, "Not found"));
        }
        Matcher photo = PHOTO.matcher(path);
        return photo.matches() ? asset(photo.group(1)) : plain(404, "Not found");
    }

    private Call.Answer lookasideAnswer(String query) {
        Matcher m = LOOKASIDE.matcher(query);
        if (!m.matches()) {
            return plain(403, "Bad URL hash");
        }
        for (int old = 0; old <= 30; old++) {
            if (lookaside(m.group(1), day() - old).equals(m.group(2))) {
                return old <= 4 ? asset(m.group(1)) : plain(403, "URL signature expired");
            }
        }
        return plain(403, "URL signature mismatch");
    }

    private Call.Answer picture(String id) {
        if (id.equals(Account.ID)) {
            return file("image/jpeg", "account",
                    () -> Encoded.jpeg(Portraits.draw("mark=northbound", seed, AVATAR_SIZE)));
        }
        Optional<Person> found = world.person(id);
        if (found.isEmpty()) {
            return plain(404, "Not found");
        }
        Person person = found.get();
        return switch (person.picture()) {
            case JPEG -> portrait(person, "image/jpeg", AVATAR_SIZE, Encoded::jpeg);
            case PNG -> portrait(person, "image/png", AVATAR_SIZE, Encoded::png);
            case LYING -> portrait(person, "image/jpeg", AVATAR_SIZE, Encoded::png);
            case GIF -> portrait(person, "image/gif", AVATAR_SIZE, Encoded::gif);
            case WEBP -> portrait(person, "image/webp", WEBP_SIZE, Encoded::webp);
            case BROKEN -> portrait(person, "image/jpeg", AVATAR_SIZE, i -> Arrays.copyOf(Encoded.jpeg(i), 400));
            case NONE -> plain(404, "Not found");
            case FORBIDDEN -> plain(403, "Forbidden");
            case HTML -> Call.Answer.text(200, "text/html; charset=UTF-8", "<!DOCTYPE html><title>Sorry</title>");
            case HUGE -> huge();
        };
    }

    private Call.Answer portrait(Person person, String type, int size, Function<BufferedImage, byte[]> encoded) {
        return file(type, person.picture() + person.id(),
                () -> encoded.apply(Portraits.draw(person.look(), seed ^ Long.parseLong(person.id()), size)));
    }

    private static Call.Answer huge() {
        byte[] body = new byte[HUGE_BYTES];
        body[0] = (byte) 0xFF;
        body[1] = (byte) 0xD8;
        body[2] = (byte) 0xFF;
        return new Call.Answer(200, "image/jpeg", body, Map.of()).unsized();
    }

    /** The message that carries an asset; empty when there is none or it is gone. */
    private Optional<Item> item(String asset) {
        long place = Long.parseLong(asset) - FIRST_ASSET;
        long number = place / ASSETS_A_TALK;
        return place < 0 || number >= world.size()
                ? Optional.empty()
                : world.alone(() -> world.talk((int) number).item((int) (place % ASSETS_A_TALK / MOST_ATTACHED)));
    }

    private static Call.Answer poster(Item item) {
        return item.extra() instanceof Item.Extra.ReadyMade made && made.file().endsWith(".mp4")
                ? new Call.Answer(200, "image/jpeg", readyMade(made.file().replace(".mp4", ".jpg")), Map.of())
                : plain(404, "Not found");
    }

    /** What a message carries; gone with the message, and a story a day after it was seen here. */
    private Call.Answer asset(String id) {
        Optional<Item> found = item(id);
        if (found.isEmpty()) {
            return plain(404, "Not found");
        }
        Item item = found.get();
        long place = Long.parseLong(id) - FIRST_ASSET;
        int position = (int) (place % MOST_ATTACHED);
        long own = seed ^ (place / ASSETS_A_TALK * ITEMS_A_TALK + place % ASSETS_A_TALK / MOST_ATTACHED
                + ((long) position << 40));
        return switch (item.extra()) {
            case Item.Extra.Photo(String scene, int width, int height) -> file("image/jpeg", "m" + id,
                    () -> Encoded.jpeg(Scenes.draw(scene, width, height, own)));
            case Item.Extra.Photos(List<String> scenes, int width, int height) -> position < scenes.size()
                    ? file("image/jpeg", "m" + id,
                            () -> Encoded.jpeg(Scenes.draw(scenes.get(position), width, height, own)))
                    : plain(404, "Not found");
            case Item.Extra.Gif(String scene) -> file("image/gif", "m" + id,
                    () -> Encoded.gif(Scenes.moving(scene, GIF_SIZE, GIF_FRAMES), GIF_FRAME));
            case Item.Extra.ReadyMade made -> file(type(made.file()), "m" + id, () -> readyMade(made.file()));
            case Item.Extra.Paper paper -> file("application/pdf", "m" + id, () -> Encoded.pdf(paper.title(),
                    Scenes.draw(paper.scene(), PAPER_WIDTH, PAPER_HEIGHT, own), paper.lines()));
            case Item.Extra.Heart heart -> file("image/png", "heart",
                    () -> Encoded.png(Scenes.draw("heart", HEART_SIZE, HEART_SIZE, 0)));
            case Item.Extra.Voice(int seconds) -> file("audio/wav", "m" + id, () -> Encoded.wav(seconds, own));
            case Item.Extra.Share share -> file("image/jpeg", "m" + id,
                    () -> Encoded.jpeg(Scenes.draw(share.scene(), 1080, 1080, own)));
            case Item.Extra.StoryReply(String scene) -> story(item, scene, id, own);
            case Item.Extra.StoryMention(String scene) -> story(item, scene, id, own);
            default -> plain(404, "Not found");
        };
    }

    /** What the media host calls a file of this ending. */
    static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "mp4" -> "video/mp4";
            case "webp" -> "image/webp";
            default -> throw new IllegalArgumentException("Not a kind of file that is served: " + file);
        };
    }

    private static byte[] readyMade(String file) {
        try (InputStream in = MediaHost.class.getResourceAsStream("/app/ajar/sandbox/" + file)) {
            if (in == null) {
                throw new IllegalStateException("Missing from the program: " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Call.Answer story(Item item, String scene, String id, long own) {
        Instant gone = item.sentAt().plus(STORY_LIFE);
        return clock.instant().isBefore(gone)
                ? file("image/jpeg", "m" + id, () -> Encoded.jpeg(Scenes.draw(scene, 720, 1280, own)))
                : plain(404, "Not found");
    }

    private Call.Answer file(String type, String name, Supplier<byte[]> made) {
        byte[] bytes;
        synchronized (cache) {
            bytes = cache.get(name);
        }
        if (bytes == null) {
            bytes = made.get();
            keep(name, bytes);
        }
        return new Call.Answer(200, type, bytes, Map.of("Cache-Control", "max-age=1209600, no-transform"));
    }

    private void keep(String name, byte[] bytes) {
        synchronized (cache) {
            byte[] before = cache.put(name, bytes);
            cached += bytes.length - (before == null ? 0 : before.length);
            Iterator<byte[]> oldest = cache.values().iterator();
            while (cached > CACHE_BYTES && cache.size() > 1) {
                cached -= oldest.next().length;
                oldest.remove();
            }
        }
    }

    private static Call.Answer plain(int status, String words) {
        return Call.Answer.text(status, "text/plain", words);
    }
}
