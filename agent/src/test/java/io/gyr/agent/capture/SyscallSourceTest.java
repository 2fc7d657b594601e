package io.gyr.agent.capture;

import org.junit.jupiter.api.Test;

class SyscallSourceTest {
  @Test
  void printsWhatACommandDid() throws Exception {
    try (LiveHost host = LiveHost.open()) {
      host.run("cat", "/etc/hostname");
      host.calls().forEach(System.out::println);
    }
  }
}
