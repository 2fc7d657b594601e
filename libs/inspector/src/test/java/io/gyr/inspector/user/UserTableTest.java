package io.gyr.inspector.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.inspector.proc.ProcSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserTableTest {
  private final Map<Integer, Map<Long, String>> byPid = new HashMap<>();
  private static final long NAMESPACES = 4_026_531_840L;
  private int reads;
  private final UserTable table =
      new UserTable(
          new ProcSource() {
            @Override
            public List<Integer> pids() {
              return List.copyOf(byPid.keySet());
            }

            @Override
            public long mountNamespace(int pid) {
              return pid + NAMESPACES;
            }

            @Override
            public @Nullable Map<Long, String> users(int pid) {
              reads++;
              return byPid.get(pid);
            }
          });

  @Test
  void eachMountNamespaceHasItsOwnNames() {
    byPid.put(10, Map.of(1000L, "ann"));
    byPid.put(20, Map.of(1000L, "bob"));
    assertThat(table.user(10, 1, 1000, 0)).isEqualTo("ann");
    assertThat(table.user(20, 2, 1000, 0)).isEqualTo("bob");
    assertThat(table.user(11, 1, 1000, 0)).isEqualTo("ann");
    assertThat(table.user(11, 1, 7, 0)).isNull();
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void readsAgainAfterAMinuteAndKeepsTheOldIfItCannot() {
    byPid.put(10, Map.of(1L, "old"));
    table.user(10, 1, 1, 0);
    byPid.put(10, Map.of(1L, "new"));
    assertThat(table.user(10, 1, 1, 59_000_000_000L)).isEqualTo("old");
    assertThat(table.user(99, 1, 1, 61_000_000_000L)).isEqualTo("old");
    assertThat(table.user(10, 1, 1, 61_000_000_000L)).isEqualTo("new");
  }

  @Test
  void aProcessThatIsGoneIsAskedAgainThroughTheNext() {
    assertThat(table.user(10, 1, 1, 0)).isNull();
    byPid.put(11, Map.of(1L, "daemon"));
    assertThat(table.user(11, 1, 1, 0)).isEqualTo("daemon");
  }

  @Test
  void namesThatWereThereAtTheStartOutliveTheFirstProcessThatNeedsThem() {
    byPid.put(1, Map.of(0L, "root"));
    table.seed(0);
    assertThat(table.user(99, 1 + NAMESPACES, 0, 90_000_000_000L)).isEqualTo("root");
  }

  @Test
  void loginNamesAreTheHosts() {
    byPid.put(1, Map.of(1000L, "admin"));
    assertThat(table.login(1000, 0)).isEqualTo("admin");
    assertThat(table.login(-1, 0)).isNull();
  }
}
