package app.ajar.media;

import app.ajar.model.Attachment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The types of files that are kept of messages, told by their first bytes and never by a header or a name. */
enum MediaType {

    JPEG("jpg", "image/jpeg", Group.PICTURE), PNG("png", "image/png", Group.PICTURE), GIF("gif", "image/gif",
            Group.PICTURE),
    WEBP("webp", "image/webp", Group.PICTURE), MP4("mp4", "video/mp4", Group.VIDEO), MOV("mov",
            "video/quicktime", Group.VIDEO),
    WEBM("webm", "video/webm", Group.VIDEO), OGV("ogv", "video/ogg",
            Group.VIDEO),
    M4A("m4a", "audio/mp4", Group.AUDIO), AAC("aac", "audio/aac",
            Group.AUDIO),
    MP3("mp3", "audio/mpeg", Group.AUDIO), OGG("ogg", "audio/ogg",
            Group.AUDIO),
    WAV("wav", "audio/wav", Group.AUDIO), PDF("pdf",
            "application/pdf", Group.DOCUMENT);

    /** So many first bytes tell the type: the first page of an Ogg file names its codec. */
    static final int HEAD = 512;
    /** Of audio, video and PDF, whatever length the server says it has. */
    static final long MOST_BYTES = 25L * 1024 * 1024;
    private static final int OGG_HEADER = 27;
    private static final byte[] WEBM_DOCUMENT = "webm".getBytes(StandardCharsets.US_ASCII);
    /** Major brands of ISO base media files that hold video or sound; those of pictures (heic, avif) are not among them. */
    private static final List<String> MP4_BRANDS = List.of("iso", "mp4", "avc1", "dash", "M4V", "MSNV", "f4v", "cmf");
    /** How the first packet of a video track begins. */
    private static final List<String> OGG_VIDEO = List.of("\u0080theora", "fishead\0", "BBCD\0", "OVP80");
    private static final List<String> OGG_AUDIO = List.of("\u0001vorbis", "OpusHead", "Speex   ", "\u007FFLAC");

    private final String extension;
    private final String mimeType;
    private final Group group;

    MediaType(String extension, String mimeType, Group group) {
        this.extension = extension;
        this.mimeType = mimeType;
        this.group = group;
    }

    private enum Group {
        PICTURE, VIDEO, AUDIO, DOCUMENT
    }

    String extension() {
        return extension;
    }

    String mimeType() {
        return mimeType;
    }

    boolean picture() {
        return group == Group.PICTURE;
    }

    /** In the boxes of the ISO base media format. */
    boolean boxed() {
        return this == MP4 || this == MOV || this == M4A;
    }

    long mostBytes() {
        return picture() ? MediaHttp.MOST_BYTES : MOST_BYTES;
    }

    /** What an attachment of this type is, whatever it was said to be; sound may come in a video's container. */
    Attachment.Kind kind(Attachment.Kind said) {
        if (said == Attachment.Kind.STORY) {
            return said;
        }
        return switch (group) {
            case PICTURE -> Attachment.Kind.IMAGE;
            case VIDEO -> said == Attachment.Kind.AUDIO ? said : Attachment.Kind.VIDEO;
            case AUDIO -> Attachment.Kind.AUDIO;
            case DOCUMENT -> Attachment.Kind.FILE;
        };
    }

    /** @param head the first {@link #HEAD} bytes, or all of a shorter file; empty for any type that is not kept */
    static Optional<MediaType> of(byte[] head) {
        Optional<PictureKind> picture = PictureKind.of(head);
        if (picture.isPresent()) {
            return Optional.of(valueOf(picture.get().name()));
        }
        if (has(head, 4, "ftyp")) {
            return brand(head);
        }
        if (has(head, 0, "OggS")) {
            return ogg(head);
        }
        if (has(head, 0, "RIFF") && has(head, 8, "WAVE")) {
            return Optional.of(WAV);
        }
        if (has(head, 0, "%PDF-")) {
            return Optional.of(PDF);
        }
        if (has(head, 0, "\u001AE\u00DF\u00A3")) {
            return contains(head, WEBM_DOCUMENT, 64) ? Optional.of(WEBM) : Optional.empty();
        }
        return has(head, 0, "ID3") ? Optional.of(MP3) : frames(head);
    }

    private static Optional<MediaType> brand(byte[] head) {
        if (has(head, 8, "qt  ")) {
            return Optional.of(MOV);
        }
        if (has(head, 8, "M4A ") || has(head, 8, "M4B ")) {
            return Optional.of(M4A);
        }
        return MP4_BRANDS.stream().anyMatch(brand -> has(head, 8, brand)) ? Optional.of(MP4) : Optional.empty();
    }

    private static Optional<MediaType> ogg(byte[] head) {
        if (head.length < OGG_HEADER) {
            return Optional.empty();
        }
        int packet = OGG_HEADER + (head[OGG_HEADER - 1] & 0xFF);
        if (OGG_VIDEO.stream().anyMatch(codec -> has(head, packet, codec))) {
            return Optional.of(OGV);
        }
        return OGG_AUDIO.stream().anyMatch(codec -> has(head, packet, codec)) ? Optional.of(OGG) : Optional.empty();
    }

    /** Bare frames of MPEG sound: eleven or twelve set bits, then a layer; ADTS has layer 0, MP3 is layer III. */
    private static Optional<MediaType> frames(byte[] head) {
        if (head.length < 4 || (head[0] & 0xFF) != 0xFF) {
            return Optional.empty();
        }
        int second = head[1] & 0xFF;
        int third = head[2] & 0xFF;
        if ((second & 0xF6) == 0xF0 && (third & 0x3C) < 0x34) {
            return Optional.of(AAC);
        }
        boolean layerThree = (second & 0xE0) == 0xE0 && (second & 0x06) == 0x02 && (second & 0x18) != 0x08;
        boolean rates = (third & 0xF0) != 0xF0 && (third & 0x0C) != 0x0C;
        return layerThree && rates ? Optional.of(MP3) : Optional.empty();
    }

    private static boolean contains(byte[] bytes, byte[] wanted, int within) {
        for (int at = 0; at + wanted.length <= Math.min(bytes.length, within); at++) {
            if (has(bytes, at, new String(wanted, StandardCharsets.ISO_8859_1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(byte[] bytes, int at, String magic) {
        return PictureKind.has(bytes, at, magic);
    }
}
