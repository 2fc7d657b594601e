package io.gyr.agent.shipping;

import io.gyr.agent.queue.RecordQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;

/** A shipper on a thread of its own, as the agent runs it. */
final class ShippingLoop implements AutoCloseable {
  private final Shipper shipper;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile Throwable failure;

  ShippingLoop(RecordQueue queue, String bootstrap) {
    shipper =
        new Shipper(
            queue,
            "host-1",
            kind -> 4711,
            () -> new KafkaProducer<>(ProducerSettings.of(bootstrap, "test")));
    thread = new Thread(this::run, "shipper");
    thread.start();
  }

  Shipper shipper() {
    return shipper;
  }

  private void run() {
    try (shipper) {
      while (running) {
        if (shipper.doWork() == 0) {
          LockSupport.parkNanos(1_000_000);
        }
      }
    } catch (Throwable e) {
      failure = e;
      e.printStackTrace();
    }
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.join();
    if (failure != null) {
      throw new AssertionError(failure);
    }
  }
}
