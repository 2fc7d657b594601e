package io.gyr.api.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QueryGateTest {
  private static final Reply REPLY = Reply.of("1");
  private static final Executor THREADS = task -> new Thread(task).start();

  @Test
  void oneMoreThanMayRunIsUnavailableUntilAnotherHasEnded() throws Exception {
    QueryGate gate = new QueryGate(2);
    CountDownLatch running = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Response> first =
        CompletableFuture.supplyAsync(() -> hold(gate, running, end), THREADS);
    CompletableFuture<Response> second =
        CompletableFuture.supplyAsync(() -> hold(gate, running, end), THREADS);
    assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> gate.run(10, () -> REPLY))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type().status()).isEqualTo(503);
              assertThat(problem.type()).hasToString("unavailable");
            });
    end.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isSameAs(REPLY);
    assertThat(second.get(10, TimeUnit.SECONDS)).isSameAs(REPLY);
    assertThat(gate.run(10, () -> REPLY)).isSameAs(REPLY);
  }

  private static Response hold(QueryGate gate, CountDownLatch running, CountDownLatch end) {
    return gate.run(
        1_000,
        () -> {
          running.countDown();
          try {
            assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return REPLY;
        });
  }

  @Test
  void whatFailsLeavesTheGate() {
    QueryGate gate = new QueryGate(1);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  gate.run(
                      10,
                      () -> {
                        throw Problem.badData("no");
                      }))
          .hasMessage("no");
    }
  }
}
