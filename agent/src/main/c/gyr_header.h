/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
 *
 * The beginning and the end of every event.
 */
#ifndef GYR_HEADER_H
#define GYR_HEADER_H

#include "gyr_fields.h"

/* Id and inode number of the namespace of a process, seen from inside. */
static __always_inline u64 inner_pid(struct task_struct *task, u32 *namespace)
{
	struct pid *pid = GET(GET(task->signal)->pids[PIDTYPE_TGID]);
	u32 level = GET(pid->level);
	struct upid *innermost =
		(void *)pid + OFFSET(struct pid, numbers) + level * sizeof(struct upid);
	*namespace = GET(GET(innermost->ns)->ns.inum);
	return GET(innermost->nr);
}

/* As new_encode_dev() of the kernel, which is what /proc/PID/stat shows. */
static __always_inline u32 terminal(struct signal_struct *signal)
{
	struct tty_struct *tty = GET(signal->tty);
	if (!tty)
		return 0;
	struct tty_driver *driver = GET(tty->driver);
	u32 major = GET(driver->major);
	u32 minor = GET(driver->minor_start) + GET(tty->index);
	return (minor & 0xff) | major << 8 | (minor & ~0xffU) << 12;
}

/* Container runtimes put a process into a cgroup of every hierarchy, but under version 1 nobody
 * puts it anywhere in the default one: so the pids hierarchy speaks, unless it is the default one,
 * where the pids controller may end above the leaf.
 */
static __always_inline struct kernfs_node *cgroup_of(struct task_struct *task)
{
	struct css_set *set = GET(task->cgroups);
	struct cgroup *unified = GET(set->dfl_cgrp);
	if (ENUM_EXISTS(enum cgroup_subsys_id, pids_cgrp_id)) {
		u64 index = ENUM_VALUE(enum cgroup_subsys_id, pids_cgrp_id);
		struct cgroup_subsys_state *state = NULL;
		bpf_probe_read_kernel(&state, sizeof(state),
				      (void *)set + OFFSET(struct css_set, subsys) + 8 * index);
		struct cgroup *pids = GET(state->cgroup);
		if (pids && GET(pids->root) != GET(unified->root))
			return GET(pids->kn);
	}
	return GET(unified->kn);
}

/* Takes the scratch of this CPU and writes the part that slim events have; false if it is taken,
 * which happens only where the kernel lets one traced task preempt another.
 */
static __always_inline struct scratch *begin(u32 kind, u32 number, s64 result, u32 flags)
{
	struct scratch *s = scratch_of_cpu();
	if (!s)
		return NULL;
	if (s->busy) {
		count(STAT_NESTED);
		return NULL;
	}
	s->busy = 1;
	s->length = HEADER_SIZE;
	s->cgroup = 0;
	u64 ids = bpf_get_current_pid_tgid();
	U64(s, 0) = bpf_ktime_get_boot_ns();
	U16(s, 12) = kind;
	U16(s, 14) = number;
	U64(s, 16) = result;
	U32(s, 24) = ids >> 32;
	U32(s, 28) = ids;
	U32(s, 76) = flags;
	return s;
}

/* The context of the running process, and its cgroup's path if the agent has not seen it yet. */
__noinline int put_context(void)
{
	struct scratch *s = scratch_of_cpu();
	if (!s)
		return 0;
	struct task_struct *task = (struct task_struct *)bpf_get_current_task();
	struct signal_struct *signal = GET(task->signal);
	struct cred *cred = (void *)GET(task->cred);
	U32(s, 32) = GET(GET(task->real_parent)->tgid);
	U32(s, 36) = GET(cred->uid.val);
	U32(s, 40) = GET(cred->gid.val);
	U32(s, 44) = GET(cred->euid.val);
	U32(s, 48) = GET(cred->egid.val);
	U32(s, 52) = EXISTS(task->loginuid) ? GET(task->loginuid.val) : ~0U;
	U32(s, 56) = GET(GET(signal->pids[PIDTYPE_SID])->numbers[0].nr);
	u32 namespace = 0;
	U32(s, 68) = inner_pid(task, &namespace);
	U32(s, 60) = namespace;
	U32(s, 64) = GET(GET(GET(task->nsproxy)->mnt_ns)->ns.inum);
	U32(s, 72) = terminal(signal);
	U64(s, 88) = GET(GET(task->group_leader)->start_boottime);
	bpf_probe_read_kernel(s->data + 144, 16, &task->comm);
	struct kernfs_node *node = cgroup_of(task);
	u64 id = GET(node->id);
	U64(s, 80) = id;
	if (!bpf_map_lookup_elem(&cgroups_told, &id)) {
		u8 one = 1;
		bpf_map_update_elem(&cgroups_told, &id, &one, BPF_ANY);
		s->cgroup = id;
		put_cgroup((u64)node);
	}
	return 0;
}

__noinline int finish(void)
{
	struct scratch *s = scratch_of_cpu();
	if (!s)
		return 0;
	u64 length = s->length;
	asm volatile("" : "+r"(length));
	if (length < HEADER_SIZE || length > sizeof(s->data)) {
		s->busy = 0;
		return 0;
	}
	U32(s, 8) = length;
	if (bpf_ringbuf_output(&ring, s->data, length, BPF_RB_NO_WAKEUP)) {
		count(STAT_RING_FULL);
		if (s->cgroup) {
			u64 untold = s->cgroup;
			bpf_map_delete_elem(&cgroups_told, &untold);
		}
	} else {
		count(STAT_CAPTURED);
		if (U32(s, 76) & EVENT_FLAG_TRUNCATED)
			count(STAT_TRUNCATED);
	}
	s->busy = 0;
	return 0;
}

#endif
