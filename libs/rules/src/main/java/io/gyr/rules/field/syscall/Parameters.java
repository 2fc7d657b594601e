package io.gyr.rules.field.syscall;

import io.gyr.rules.field.FieldType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of the arguments that calls can have, and what their values are: where calls differ, what
 * the first of Falco's event table says (falcosecurity/libs, driver/event_table.c).
 */
final class Parameters {

  private static final String TEXTS =
      """
      addr arg2_str args cgroups comm container_id cwd data desc description dir env exe fds
      filename home image img json linkpath msgcontrol name newpath oldpath path pathname
      quotafilepath scope shell sigmask special tags target trusted_exepath tuple uargs
      value_bytebuf value_charbuf
      """;

  private static final String HEXADECIMALS =
      """
      arg argument cap_effective cap_inheritable cap_permitted creat_flags dev error features
      flags how ip key mask nstype op operation peer prot request resolve sem_flg_0 sem_flg_1
      semflg source
      """;

  private static final String OCTALS = "mode";

  private static final String NUMBERS =
      """
      ID action arg2_int aux backlog clockid cmd core cpu cpu_sys cpu_usr cq_entries cur dirfd
      domain dpid dqb_bhardlimit dqb_bsoftlimit dqb_btime dqb_curspace dqb_ihardlimit
      dqb_isoftlimit dqb_itime dqi_bgrace dqi_flags dqi_igrace egid entries euid event_data
      event_type exe_ino exe_ino_ctime exe_ino_mtime fd fd1 fd2 fd_in fd_out fdin fdlimit fdout
      first gid id in_fd initval ino interval last len length level linkdirfd loginuid max
      maxevents min_complete mountfd nativeID newcur newdir newdirfd newfd newmax next nr_args
      nsems nsops offin offout offset oldcur olddir olddirfd oldfd oldmax opcode option optlen
      optname out_fd pgft_maj pgft_min pgid pgoffset pid pid_fd pidns_init_start_ts plugin_id
      pos proto ptid queuelen queuemax queuepct quota_fmt quota_fmt_out ratio reaper_tid res
      res_or_fd resource ret rgid ruid sem_num_0 sem_num_1 sem_op_0 sem_op_1 semid semnum sgid
      sig size spid sq_entries sq_thread_cpu sq_thread_idle status suid target_fd tid timeout
      to_submit tty type uid val vm_rss vm_size vm_swap vpgid vpid vtid whence
      """;

  private static final Map<String, FieldType> TYPES = new HashMap<>();

  static {
    put(FieldType.TEXT, TEXTS);
    put(FieldType.HEXADECIMAL, HEXADECIMALS);
    put(FieldType.OCTAL, OCTALS);
    put(FieldType.NUMBER, NUMBERS);
  }

  private Parameters() {}

  /** What the values of an argument are, null for a name that no call has. */
  static @Nullable FieldType typeOf(String name) {
    return TYPES.get(name);
  }

  /** All names. */
  static Set<String> names() {
    return TYPES.keySet();
  }

  private static void put(FieldType type, String names) {
    for (String name : names.strip().split("\\s+")) {
      TYPES.put(name, type);
    }
  }
}
