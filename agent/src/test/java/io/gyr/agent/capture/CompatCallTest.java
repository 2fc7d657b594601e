package io.gyr.agent.capture;

import static io.gyr.agent.capture.SyscallRecords.argument;
import static io.gyr.agent.capture.SyscallRecords.only;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gyr.schemas.record.Syscall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A 64-bit program may make 32-bit calls, to slip past whoever knows only one table. */
class CompatCallTest {
  private static final int BASE = 0x10000;
  private static final int HEADERS = 64 + 56;
  private static final int CODE = 5 + 5 + 2 + 5 + 2 + 2;

  @TempDir Path directory;

  @Test
  void anOldGateIsWatchedToo() throws Exception {
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "int 0x80 is of x86");
    Path program = directory.resolve("old");
    Files.write(program, unlinkThroughInt80("/nowhere/old"));
    assumeTrue(program.toFile().setExecutable(true));
    try (LiveHost host = LiveHost.open()) {
      List<Syscall> calls = host.run(program.toString());
      String end = argument(only(calls, "procexit"), "sig");
      assumeTrue(end.equals("0"), "this kernel has no 32-bit calls");
      Syscall unlink = only(calls, "unlink");
      assertThat(argument(unlink, "path")).isEqualTo("/nowhere/old");
      assertThat(argument(unlink, "res")).isEqualTo("ENOENT");
    }
  }

  /** The smallest program: an ELF header, one segment, and two calls. */
  private static byte[] unlinkThroughInt80(String path) {
    byte[] text = (path + "\0").getBytes(US_ASCII);
    int size = HEADERS + CODE + text.length;
    ByteBuffer elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
    elf.putShort((short) 2).putShort((short) 62).putInt(1);
    elf.putLong(BASE + HEADERS).putLong(64).putLong(0).putInt(0);
    elf.putShort((short) 64).putShort((short) 56).putShort((short) 1);
    elf.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    elf.putInt(1).putInt(5).putLong(0).putLong(BASE).putLong(BASE);
    elf.putLong(size).putLong(size).putLong(0x1000);
    elf.put((byte) 0xb8).putInt(10); // mov eax, unlink
    elf.put((byte) 0xbb).putInt(BASE + HEADERS + CODE); // mov ebx, path
    elf.put(new byte[] {(byte) 0xcd, (byte) 0x80}); // int 0x80
    elf.put((byte) 0xb8).putInt(1); // mov eax, exit
    elf.put(new byte[] {0x31, (byte) 0xdb}); // xor ebx, ebx
    elf.put(new byte[] {(byte) 0xcd, (byte) 0x80});
    return elf.put(text).array();
  }
}
