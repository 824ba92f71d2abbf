package app.ajar.sandbox.realtime;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The server's side of RFC 6455 on a connection that was upgraded: whole messages in, whole messages out. */
final class Frames {

    /** A message of a client is small; Realtime itself refuses larger ones. */
    static final int MOST_BYTES = 4 << 20;

    static final int NORMAL = 1000;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int NOT_UTF8 = 1007;
    private static final int TOO_LARGE = 1009;

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int MOST_CONTROL = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private final DataInputStream in;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private boolean closeSent;

    Frames(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = out;
    }

    /** One whole message. */
    sealed interface Message {

        record Text(String text) implements Message {}

        record Binary(ByteBuffer bytes) implements Message {}
    }

    /** What broke the protocol, and the close code that says so. */
    static final class Broken extends IOException {

        private static final long serialVersionUID = 1;
        private final int code;

        Broken(int code, String what) {
            super(what);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    private static final class Frame {
        private final int opcode;
        private final boolean last;
        private final byte[] payload;

        Frame(int opcode, boolean last, byte[] payload) {
            this.opcode = opcode;
            this.last = last;
            this.payload = payload;
        }
    }

    /**
     * The next whole message, put together from its fragments; pings in between are answered. Empty when the client closed.
     *
     * @throws Broken when the client does not keep to the protocol
     */
    Optional<Message> next() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int kind = CONTINUATION;
        while (true) {
            Frame frame = read(whole.size());
            switch (frame.opcode) {
                case PING -> write(PONG, frame.payload, true);
                case PONG -> {
                }
                case CLOSE -> {
                    int code = frame.payload.length < 2 ? NORMAL : ByteBuffer.wrap(frame.payload).getShort() & 0xFFFF;
                    close(code);
                    return Optional.empty();
                }
                case TEXT, BINARY, CONTINUATION -> {
                    if ((frame.opcode == CONTINUATION) != (kind != CONTINUATION)) {
                        throw new Broken(PROTOCOL_ERROR, "a fragment out of turn");
                    }
                    kind = kind == CONTINUATION ? frame.opcode : kind;
                    whole.writeBytes(frame.payload);
                    if (frame.last) {
                        return Optional.of(kind == TEXT
                                ? new Message.Text(text(whole.toByteArray()))
                                : new Message.Binary(ByteBuffer.wrap(whole.toByteArray())));
                    }
                }
                default -> throw new Broken(PROTOCOL_ERROR, "an unknown kind of frame");
            }
        }
    }

    private Frame read(int soFar) throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int opcode = first & 0x0F;
        boolean last = (first & FINAL) != 0;
        if ((first & RESERVED) != 0) {
            throw new Broken(PROTOCOL_ERROR, "an extension that was not agreed on");
        }
        if ((second & MASKED) == 0) {
            throw new Broken(PROTOCOL_ERROR, "a client's frame without a mask");
        }
        long length = second & 0x7F;
        if (opcode >= CLOSE && (!last || length > MOST_CONTROL)) {
            throw new Broken(PROTOCOL_ERROR, "a control frame that is long or in pieces");
        }
        if (length == TWO_BYTES) {
            length = in.readUnsignedShort();
        } else if (length == EIGHT_BYTES) {
            length = in.readLong();
        }
        if (length < 0 || length + soFar > MOST_BYTES) {
            throw new Broken(TOO_LARGE, "a message that is too large");
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        if (mask.length < 4 || payload.length < length) {
            throw new EOFException("the connection ended inside a frame");
        }
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new Frame(opcode, last, payload);
    }

    private static String text(byte[] bytes) throws Broken {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Broken(NOT_UTF8, "a text that is not UTF-8: " + e.getMessage());
        }
    }

    void text(String text) throws IOException {
        write(TEXT, text.getBytes(StandardCharsets.UTF_8), true);
    }

    void binary(byte[] bytes) throws IOException {
        write(BINARY, bytes, true);
    }

    /** The same text in pieces of so many bytes, with a ping between them, as the protocol allows. */
    void textInPieces(String text, int size) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at == 0 || at < bytes.length; at += size) {
            int length = Math.min(size, bytes.length - at);
            byte[] piece = new byte[length];
            System.arraycopy(bytes, at, piece, 0, length);
            write(at == 0 ? TEXT : CONTINUATION, piece, at + size >= bytes.length);
            if (at + size < bytes.length) {
                write(PING, new byte[]{1}, true);
            }
        }
    }

    /** Says goodbye once; whatever is written afterwards is left out. */
    void close(int code) throws IOException {
        writing.lock();
        try {
            if (!closeSent) {
                write(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array(), true);
                closeSent = true;
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(int opcode, byte[] payload, boolean last) throws IOException {
        writing.lock();
        try {
            if (closeSent) {
                return;
            }
            ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 10);
            frame.write(opcode | (last ? FINAL : 0));
            if (payload.length <= MOST_CONTROL) {
                frame.write(payload.length);
            } else if (payload.length <= 0xFFFF) {
                frame.write(TWO_BYTES);
                frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
            } else {
                frame.write(EIGHT_BYTES);
                frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
            }
            frame.writeBytes(payload);
            out.write(frame.toByteArray());
            out.flush();
        } finally {
            writing.unlock();
        }
    }
}
