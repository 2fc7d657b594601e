package io.gyr.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each parser on a small tree written by hand in the kernel's formats. */
class HostMetricsTest {
  private static final String STAT =
      """
      cpu  %s 0 100 %s 50 0 0 0 0 0
      cpu0 200 10 300 4000 50 1 2 3 0 0
      cpu1 1 2 3 4 5 6 7 8 9 10
      intr 900 1 2 3
      ctxt 12345
      btime 1767225600
      processes 777
      procs_running 3
      procs_blocked 1
      softirq 5 0 1
      """;

  @TempDir Path proc;

  @Test
  void cpu() throws IOException {
    Samples.file(proc, "stat", STAT.formatted(100, 750));
    Samples.file(proc, "loadavg", "0.52 1.25 2.00 1/345 6789\n");
    CpuMetrics cpu = new CpuMetrics(proc);
    Samples.of(cpu)
        .has("node_cpu_seconds_total{cpu=0, mode=user}", 2)
        .has("node_cpu_seconds_total{cpu=0, mode=idle}", 40)
        .has("node_cpu_seconds_total{cpu=1, mode=steal}", 0.08)
        .has("node_boot_time_seconds{}", 1767225600)
        .has("node_context_switches_total{}", 12345)
        .has("node_intr_total{}", 900)
        .has("node_forks_total{}", 777)
        .has("node_procs_running{}", 3)
        .has("node_load5{}", 1.25)
        .hasNot("gyr_host_cpu_used_ratio");
    Samples.file(proc, "stat", STAT.formatted(175, 775));
    Samples.of(cpu).has("gyr_host_cpu_used_ratio{}", 0.75);
  }

  @Test
  void memory() throws IOException {
    Samples.file(
        proc,
        "meminfo",
        """
        MemTotal:       1000 kB
        MemAvailable:    250 kB
        Active(anon):     10 kB
        HugePages_Total:   7
        """);
    Samples.of(new MemoryMetrics(proc))
        .has("node_memory_MemTotal_bytes{}", 1_024_000)
        .has("node_memory_Active_anon_bytes{}", 10_240)
        .has("node_memory_HugePages_Total{}", 7)
        .has("gyr_host_memory_used_ratio{}", 0.75);
  }

  @Test
  void disks() throws IOException {
    Samples.file(
        proc,
        "diskstats",
        """
         254       0 vda 10 1 20 3000 40 5 60 7000 8 9000 10 0 0 0 0
         254       1 vda1 10 1 20 3000 40 5 60 7000 8 9000 10
           7       0 loop0 10 1 20 3000 40 5 60 7000 8 9000 10
         259       0 nvme0n1 1 1 2 3 4 5 6 7 8 9 10
         259       1 nvme0n1p1 1 1 2 3 4 5 6 7 8 9 10
        """);
    Samples.of(new DiskMetrics(proc))
        .has("node_disk_reads_completed_total{device=vda}", 10)
        .has("node_disk_read_bytes_total{device=vda}", 10_240)
        .has("node_disk_read_time_seconds_total{device=vda}", 3)
        .has("node_disk_writes_completed_total{device=vda}", 40)
        .has("node_disk_written_bytes_total{device=vda}", 30_720)
        .has("node_disk_write_time_seconds_total{device=vda}", 7)
        .has("node_disk_io_now{device=vda}", 8)
        .has("node_disk_io_time_seconds_total{device=vda}", 9)
        .has("node_disk_io_now{device=nvme0n1}", 8)
        .hasNot("loop0")
        .hasNot("vda1")
        .hasNot("nvme0n1p1");
  }

  @Test
  void network() throws IOException {
    Samples.file(
        proc,
        "1/net/dev",
        """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
            lo:     100       2    0    0    0     0          0         0      300       4    0    0    0     0       0          0
          eth0:5000 6 0 1 0 0 0 0 7000 8 0 2 0 0 0 0
        """);
    Samples.of(new NetworkMetrics(proc))
        .has("node_network_receive_bytes_total{device=lo}", 100)
        .has("node_network_transmit_bytes_total{device=lo}", 300)
        .has("node_network_receive_bytes_total{device=eth0}", 5000)
        .has("node_network_receive_drop_total{device=eth0}", 1)
        .has("node_network_transmit_bytes_total{device=eth0}", 7000)
        .has("node_network_transmit_drop_total{device=eth0}", 2);
  }

  @Test
  void filesystems(@TempDir Path data) throws IOException {
    Samples.file(
        proc,
        "mounts",
        "/dev/vda1 %s ext4 rw 0 0\nproc /proc proc rw 0 0\n/dev/vda1 %s ext4 rw 0 0\n"
            .formatted(data, data));
    Samples samples = Samples.of(new FilesystemMetrics(proc));
    String labels = "{device=/dev/vda1, fstype=ext4, mountpoint=" + data + "}";
    samples.has("node_filesystem_size_bytes" + labels, Files.getFileStore(data).getTotalSpace());
    assertThat(samples.size()).isEqualTo(4);
  }

  @Test
  void processesThatUseMost() throws IOException {
    for (int pid = 1; pid <= 30; pid++) {
      process(pid, "worker", pid * 100, pid == 3 ? 5000 : 1);
    }
    process(99, "a) (b", 4, 7000);
    Samples.file(proc, "self/other", "");
    ProcessMetrics processes = new ProcessMetrics(proc);
    Samples.of(processes)
        .has("gyr_host_processes{}", 31)
        .has("gyr_process_cpu_seconds_total{name=worker, pid=30}", 30)
        .has("gyr_process_resident_memory_bytes{name=worker, pid=3}", 5000 * 4096)
        .has("gyr_process_resident_memory_bytes{name=a) (b, pid=99}", 7000 * 4096)
        .hasNot("pid=15}");
    process(15, "worker", 9000, 1);
    Samples.of(processes).has("gyr_process_cpu_seconds_total{name=worker, pid=15}", 90);
  }

  private void process(int pid, String name, int ticks, int pages) throws IOException {
    Samples.file(
        proc,
        pid + "/stat",
        "%d (%s) S 1 1 1 0 -1 0 0 0 0 0 %d 0 0 0 20 0 1 0 100 1000000 %d 0\n"
            .formatted(pid, name, ticks, pages));
  }

  @Test
  void containersOfCgroupV2() throws IOException {
    String id = "0123456789abcdef".repeat(4);
    Samples.file(proc, "cgroup.controllers", "cpu memory\n");
    String group = "system.slice/docker-" + id + ".scope/";
    Samples.file(
        proc,
        group + "cpu.stat",
        "usage_usec 2500000\nuser_usec 2000000\nsystem_usec 500000\nthrottled_usec 0\n");
    Samples.file(proc, group + "memory.current", "1000\n");
    Samples.file(proc, group + "memory.stat", "anon 5\ninactive_file 300\n");
    Samples.file(proc, group + "memory.max", "max\n");
    Samples.file(proc, "system.slice/ssh.service/memory.current", "1\n");
    ContainerMetrics containers = new ContainerMetrics(proc);
    assertThat(containers.containerIds()).containsExactly(id);
    String labels = "{container_id=" + id + "}";
    Samples.of(containers)
        .has("container_cpu_usage_seconds_total" + labels, 2.5)
        .has("container_memory_usage_bytes" + labels, 1000)
        .has("container_memory_working_set_bytes" + labels, 700)
        .hasNot("limit");
  }

  @Test
  void containersOfCgroupV1() throws IOException {
    String id = "fedcba9876543210".repeat(4);
    Samples.file(proc, "memory/docker/" + id + "/memory.usage_in_bytes", "1000\n");
    Samples.file(proc, "memory/docker/" + id + "/memory.stat", "total_inactive_file 1\n");
    Samples.file(proc, "memory/docker/" + id + "/memory.limit_in_bytes", "2000\n");
    Samples.file(proc, "cpuacct/docker/" + id + "/cpuacct.usage", "3000000000\n");
    String labels = "{container_id=" + id + "}";
    Samples.of(new ContainerMetrics(proc))
        .has("container_cpu_usage_seconds_total" + labels, 3)
        .has("container_memory_working_set_bytes" + labels, 999)
        .has("container_spec_memory_limit_bytes" + labels, 2000);
  }

  @Test
  void thisHost() throws IOException {
    Path real = Path.of("/proc");
    assertThat(Samples.of(new CpuMetrics(real)).size()).isGreaterThan(10);
    assertThat(Samples.of(new MemoryMetrics(real)).size()).isGreaterThan(10);
    assertThat(Samples.of(new NetworkMetrics(real)).size()).isGreaterThan(10);
    assertThat(Samples.of(new ProcessMetrics(real)).size()).isGreaterThan(10);
    new ContainerMetrics(Path.of("/sys/fs/cgroup")).collect(new Samples());
    new DiskMetrics(real).collect(new Samples());
    new FilesystemMetrics(real).collect(new Samples());
  }
}
