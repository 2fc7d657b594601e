package io.gyr.inspector.fd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FdTableTest {
  private final FdTable table = new FdTable();

  @Test
  void aForkSharesWhatIsOpenAndNothingThatComesAfter() {
    table.put(3, file("/a"), false);
    FdTable child = table.copy();
    table.put(4, file("/b"), false);
    child.close(3, 3);
    assertThat(table.get(3)).isEqualTo(file("/a"));
    assertThat(child.get(3)).isNull();
    assertThat(child.get(4)).isNull();
  }

  @Test
  void anExecClosesWhatWasMarked() {
    table.put(3, file("/kept"), false);
    table.put(4, file("/closed"), true);
    table.put(5, file("/marked later"), false);
    table.setCloseOnExec(5, true);
    table.exec();
    assertThat(table.get(3)).isEqualTo(file("/kept"));
    assertThat(table.get(4)).isNull();
    assertThat(table.get(5)).isNull();
  }

  @Test
  void aNumberThatIsUsedAgainLosesItsOldMark() {
    table.put(3, file("/a"), true);
    table.close(3, 3);
    table.put(3, file("/b"), false);
    table.exec();
    assertThat(table.get(3)).isEqualTo(file("/b"));
  }

  @Test
  void aRangeMayReachBeyondTheTable() {
    table.put(3, file("/a"), false);
    table.put(100, file("/b"), false);
    table.close(4, FdTable.MAX - 1);
    assertThat(table.get(3)).isNotNull();
    assertThat(table.get(100)).isNull();
  }

  @Test
  void countsNumbersThatAreTooGreat() {
    table.put(FdTable.MAX, file("/a"), false);
    table.put(-1, file("/a"), false);
    assertThat(table.get(FdTable.MAX)).isNull();
    assertThat(table.rejected()).isEqualTo(2);
  }

  private static Descriptor file(String name) {
    return Descriptor.of(FdType.FILE, name);
  }
}
