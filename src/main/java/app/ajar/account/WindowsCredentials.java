package app.ajar.account;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * The Windows Credential Manager: one generic credential per secret, readable by this user on this computer.
 * Signatures: https://learn.microsoft.com/windows/win32/api/wincred/
 */
final class WindowsCredentials implements Keychain {

    /** {@code CRED_MAX_CREDENTIAL_BLOB_SIZE}. */
    static final int MOST_BYTES = 2560;
    private static final int TYPE_GENERIC = 1;
    private static final int PERSIST_LOCAL_MACHINE = 2;
    private static final int ERROR_NOT_FOUND = 1168;

    /** {@code CREDENTIALW} on 64-bit Windows; the time it was written is two 32-bit numbers. */
    private static final StructLayout CREDENTIAL = MemoryLayout.structLayout(JAVA_INT.withName("Flags"),
            JAVA_INT.withName("Type"), ADDRESS.withName("TargetName"), ADDRESS.withName("Comment"),
            JAVA_LONG.withName("LastWritten"), JAVA_INT.withName("CredentialBlobSize"),
            MemoryLayout.paddingLayout(4), ADDRESS.withName("CredentialBlob"), JAVA_INT.withName("Persist"),
            JAVA_INT.withName("AttributeCount"), ADDRESS.withName("Attributes"), ADDRESS.withName("TargetAlias"),
            ADDRESS.withName("UserName"));
    private static final long TYPE = offset("Type");
    private static final long TARGET_NAME = offset("TargetName");
    private static final long COMMENT = offset("Comment");
    private static final long BLOB_SIZE = offset("CredentialBlobSize");
    private static final long BLOB = offset("CredentialBlob");
    private static final long PERSIST = offset("Persist");
    private static final long USER_NAME = offset("UserName");

    private final StructLayout lastError = Linker.Option.captureStateLayout();
    private final MethodHandle write;
    private final MethodHandle read;
    private final MethodHandle delete;
    private final MethodHandle free;

    private WindowsCredentials(NativeLibrary advapi) throws IOException {
        Linker.Option error = Linker.Option.captureCallState("GetLastError");
        write = advapi.function("CredWriteW", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), error);
        read = advapi.function("CredReadW", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS),
                error);
        delete = advapi.function("CredDeleteW", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), error);
        free = advapi.function("CredFree", FunctionDescriptor.ofVoid(ADDRESS));
    }

    static Keychain open() throws IOException {
        return new WindowsCredentials(NativeLibrary.load("Advapi32"));
    }

    @Override
    public Optional<String> read(String name) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(lastError);
            MemorySegment result = arena.allocate(ADDRESS);
            int found = (int) read.invokeExact(error, target(arena, name), TYPE_GENERIC, 0, result);
            if (found == 0) {
                check(error);
                return Optional.empty();
            }
            MemorySegment credential = sized(result.get(ADDRESS, 0), CREDENTIAL.byteSize());
            int size = credential.get(JAVA_INT, BLOB_SIZE);
            byte[] bytes = sized(credential.get(ADDRESS, BLOB), size).toArray(JAVA_BYTE);
            free.invokeExact(credential);
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw NativeLibrary.wrong(e);
        }
    }

    @Override
    public void write(String name, String label, String secret) throws IOException {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("Windows keeps at most " + MOST_BYTES + " bytes, this secret has " + bytes.length);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment credential = arena.allocate(CREDENTIAL);
            credential.set(JAVA_INT, TYPE, TYPE_GENERIC);
            credential.set(ADDRESS, TARGET_NAME, target(arena, name));
            credential.set(ADDRESS, COMMENT, wide(arena, label));
            credential.set(JAVA_INT, BLOB_SIZE, bytes.length);
            credential.set(ADDRESS, BLOB, arena.allocateFrom(JAVA_BYTE, bytes));
            credential.set(JAVA_INT, PERSIST, PERSIST_LOCAL_MACHINE);
            credential.set(ADDRESS, USER_NAME, wide(arena, name));
            MemorySegment error = arena.allocate(lastError);
            int written = (int) write.invokeExact(error, credential, 0);
            if (written == 0) {
                throw refused(error);
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw NativeLibrary.wrong(e);
        }
    }

    @Override
    public void forget(String name) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(lastError);
            int deleted = (int) delete.invokeExact(error, target(arena, name), TYPE_GENERIC, 0);
            if (deleted == 0) {
                check(error);
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw NativeLibrary.wrong(e);
        }
    }

    private static MemorySegment target(Arena arena, String name) {
        return wide(arena, SystemKeychain.SERVICE + "/" + name);
    }

    private static MemorySegment wide(Arena arena, String text) {
        return arena.allocateFrom(text, StandardCharsets.UTF_16LE);
    }

    /** That there is no such credential is an answer; anything else is not. */
    private static void check(MemorySegment error) throws IOException {
        if (error.get(JAVA_INT, 0) != ERROR_NOT_FOUND) {
            throw refused(error);
        }
    }

    private static IOException refused(MemorySegment error) {
        return new IOException("the Credential Manager refused with error " + error.get(JAVA_INT, 0));
    }

    private static long offset(String field) {
        return CREDENTIAL.byteOffset(PathElement.groupElement(field));
    }

    @SuppressWarnings("restricted") // C gives pointers without a length
    private static MemorySegment sized(MemorySegment pointer, long bytes) {
        return pointer.reinterpret(bytes);
    }
}
