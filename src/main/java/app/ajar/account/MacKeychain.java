package app.ajar.account;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * The macOS Keychain through {@code SecItem…}: one generic password per secret.
 * Signatures: https://developer.apple.com/documentation/security/keychain-services
 */
final class MacKeychain implements Keychain {

    private static final String FRAMEWORKS = "/System/Library/Frameworks/";
    private static final int UTF_8 = 0x08000100;
    private static final int SUCCESS = 0;
    private static final int NOT_FOUND = -25300;

    private final NativeLibrary security;
    private final MethodHandle add;
    private final MethodHandle copyMatching;
    private final MethodHandle update;
    private final MethodHandle delete;
    private final MethodHandle stringCreate;
    private final MethodHandle dataCreate;
    private final MethodHandle dataLength;
    private final MethodHandle dataBytes;
    private final MethodHandle dictionaryCreate;
    private final MethodHandle dictionarySet;
    private final MethodHandle release;
    private final MemorySegment keyCallbacks;
    private final MemorySegment valueCallbacks;
    private final MemorySegment yes;

    private MacKeychain(NativeLibrary security, NativeLibrary foundation) throws IOException {
        this.security = security;
        add = security.function("SecItemAdd", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        copyMatching = security.function("SecItemCopyMatching", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        update = security.function("SecItemUpdate", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        delete = security.function("SecItemDelete", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        stringCreate = foundation.function("CFStringCreateWithCString",
                FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
        dataCreate = foundation.function("CFDataCreate",
                FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));
        dataLength = foundation.function("CFDataGetLength", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
        dataBytes = foundation.function("CFDataGetBytePtr", FunctionDescriptor.of(ADDRESS, ADDRESS));
        dictionaryCreate = foundation.function("CFDictionaryCreateMutable",
                FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));
        dictionarySet = foundation.function("CFDictionarySetValue",
                FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        release = foundation.function("CFRelease", FunctionDescriptor.ofVoid(ADDRESS));
        keyCallbacks = foundation.symbol("kCFTypeDictionaryKeyCallBacks");
        valueCallbacks = foundation.symbol("kCFTypeDictionaryValueCallBacks");
        yes = pointerAt(foundation.symbol("kCFBooleanTrue"));
    }

    static Keychain open() throws IOException {
        return new MacKeychain(NativeLibrary.load(FRAMEWORKS + "Security.framework/Security"),
                NativeLibrary.load(FRAMEWORKS + "CoreFoundation.framework/CoreFoundation"));
    }

    @Override
    public Optional<String> read(String name) throws IOException {
        try (Call call = new Call()) {
            MemorySegment query = call.item(name);
            call.put(query, "kSecReturnData", yes);
            MemorySegment result = call.arena.allocate(ADDRESS);
            int status = (int) copyMatching.invokeExact(query, result);
            if (status == NOT_FOUND) {
                return Optional.empty();
            }
            check(status);
            MemorySegment data = call.owned(result.get(ADDRESS, 0));
            long length = (long) dataLength.invokeExact(data);
            byte[] bytes = sized((MemorySegment) dataBytes.invokeExact(data), length).toArray(JAVA_BYTE);
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw NativeLibrary.wrong(e);
        }
    }

    @Override
    public void write(String name, String label, String secret) throws IOException {
        try (Call call = new Call()) {
            MemorySegment value = call.data(secret);
            MemorySegment change = call.dictionary();
            call.put(change, "kSecValueData", value);
            int status = (int) update.invokeExact(call.item(name), change);
            if (status == NOT_FOUND) {
                MemorySegment item = call.item(name);
                call.put(item, "kSecAttrLabel", call.string(label));
                call.put(item, "kSecValueData", value);
                status = (int) add.invokeExact(item, MemorySegment.NULL);
            }
            check(status);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw NativeLibrary.wrong(e);
        }
    }

    @Override
    public void forget(String name) throws IOException {
        try (Call call = new Call()) {
            int status = (int) delete.invokeExact(call.item(name));
            if (status != NOT_FOUND) {
                check(status);
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw NativeLibrary.wrong(e);
        }
    }

    private static void check(int status) throws IOException {
        if (status != SUCCESS) {
            throw new IOException("the keychain refused with OSStatus " + status);
        }
    }

    private static MemorySegment pointerAt(MemorySegment constant) {
        return sized(constant, ADDRESS.byteSize()).get(ADDRESS, 0);
    }

    @SuppressWarnings("restricted") // C gives pointers without a length
    private static MemorySegment sized(MemorySegment pointer, long bytes) {
        return pointer.reinterpret(bytes);
    }

    /** The Core Foundation objects of one call, released in the end. */
    private final class Call implements AutoCloseable {

        final Arena arena = Arena.ofConfined();
        private final Deque<MemorySegment> objects = new ArrayDeque<>();

        MemorySegment owned(MemorySegment object) throws IOException {
            if (object.equals(MemorySegment.NULL)) {
                throw new IOException("the system is out of memory");
            }
            objects.push(object);
            return object;
        }

        MemorySegment string(String text) throws Throwable {
            return owned((MemorySegment) stringCreate.invokeExact(MemorySegment.NULL, arena.allocateFrom(text), UTF_8));
        }

        MemorySegment data(String text) throws Throwable {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return owned((MemorySegment) dataCreate.invokeExact(MemorySegment.NULL,
                    arena.allocateFrom(JAVA_BYTE, bytes), (long) bytes.length));
        }

        MemorySegment dictionary() throws Throwable {
            return owned((MemorySegment) dictionaryCreate.invokeExact(MemorySegment.NULL, 0L, keyCallbacks,
                    valueCallbacks));
        }

        /** What names a secret. */
        MemorySegment item(String name) throws Throwable {
            MemorySegment item = dictionary();
            put(item, "kSecClass", pointerAt(security.symbol("kSecClassGenericPassword")));
            put(item, "kSecAttrService", string(SystemKeychain.SERVICE));
            put(item, "kSecAttrAccount", string(name));
            return item;
        }

        void put(MemorySegment dictionary, String key, MemorySegment value) throws Throwable {
            dictionarySet.invokeExact(dictionary, pointerAt(security.symbol(key)), value);
        }

        @Override
        public void close() {
            try {
                for (MemorySegment object : objects) {
                    release.invokeExact(object);
                }
            } catch (Throwable e) {
                throw NativeLibrary.wrong(e);
            } finally {
                arena.close();
            }
        }
    }
}
