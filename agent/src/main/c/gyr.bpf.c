/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
 *
 * What runs inside the kernel: at the exit of a call that somebody wants, and at the start, the
 * exec and the end of a process, copy what is known into the ring. Deciding, naming and
 * remembering are the agent's work.
 *
 * Only exits of calls are looked at: there the result is known and the pages that the arguments
 * point to are in memory. A successful exec leaves nothing of its arguments at its exit, so it has
 * its own place.
 *
 * The ring never wakes its reader (BPF_RB_NO_WAKEUP): it looks by itself, a hundred times a second.
 */
#include "gyr_header.h"

char gyr_license[] SEC("license") = "Dual BSD/GPL";

static __always_inline int is_excluded(u32 tgid)
{
	return bpf_map_lookup_elem(&excluded, &tgid) != NULL;
}

#if defined(__TARGET_ARCH_x86)
#define TS_COMPAT 2
static __always_inline int is_compat(struct task_struct *task)
{
	return (GET(task->thread_info.status) & TS_COMPAT) != 0;
}
static __always_inline s64 number_of(struct pt_regs *regs)
{
	/* The bit marks calls of the x32 ABI, which share the 64-bit numbers. */
	return GET(regs->orig_ax) & ~0x40000000UL;
}
static __always_inline void put_arguments(struct scratch *s, struct pt_regs *regs, int compat)
{
	if (compat) {
		ARGUMENT(s, 0) = (u32)GET(regs->bx);
		ARGUMENT(s, 1) = (u32)GET(regs->cx);
		ARGUMENT(s, 2) = (u32)GET(regs->dx);
		ARGUMENT(s, 3) = (u32)GET(regs->si);
		ARGUMENT(s, 4) = (u32)GET(regs->di);
		ARGUMENT(s, 5) = (u32)GET(regs->bp);
	} else {
		ARGUMENT(s, 0) = GET(regs->di);
		ARGUMENT(s, 1) = GET(regs->si);
		ARGUMENT(s, 2) = GET(regs->dx);
		ARGUMENT(s, 3) = GET(regs->r10);
		ARGUMENT(s, 4) = GET(regs->r8);
		ARGUMENT(s, 5) = GET(regs->r9);
	}
}
#else
#define TIF_32BIT 22
static __always_inline int is_compat(struct task_struct *task)
{
	return (GET(task->thread_info.flags) >> TIF_32BIT) & 1;
}
static __always_inline s64 number_of(struct pt_regs *regs)
{
	return GET(regs->syscallno);
}
static __always_inline void put_arguments(struct scratch *s, struct pt_regs *regs, int compat)
{
	/* The first register holds the result by now. */
	ARGUMENT(s, 0) = GET(regs->orig_x0);
	ARGUMENT(s, 1) = GET(regs->regs[1]);
	ARGUMENT(s, 2) = GET(regs->regs[2]);
	ARGUMENT(s, 3) = GET(regs->regs[3]);
	ARGUMENT(s, 4) = GET(regs->regs[4]);
	ARGUMENT(s, 5) = GET(regs->regs[5]);
}
#endif

static __always_inline void put_argument(struct scratch *s, u64 spec, u32 i)
{
	u32 kind = SPEC_KIND(spec, i);
	if (kind == KIND_STRING) {
		put_string(ARGUMENT(s, i), i);
	} else if (kind == KIND_BUFFER) {
		/* No more than the smallest structure there is: what follows may not be readable. */
		put_bytes(ARGUMENT(s, i), 24, FIELD_BUFFER | i << 8);
	} else if (kind == KIND_SOCKADDR && i < 5) {
		u64 size = ARGUMENT(s, i + 1);
		put_bytes(ARGUMENT(s, i), size > 128 ? 128 : size, FIELD_SOCKADDR | i << 8);
	}
}

static __always_inline int is_wanted(struct scratch *s, u64 spec)
{
	if (spec & SPEC_FCNTL) {
		u64 command = ARGUMENT(s, 1);
		return command == 0 || command == 2 || command == 1030;
	}
	if (spec & SPEC_CLONE)
		return !(ARGUMENT(s, 0) & CLONE_THREAD);
	return 1;
}

__noinline int put_cwd(void)
{
	struct task_struct *task = (struct task_struct *)bpf_get_current_task();
	struct fs_struct *fs = GET(task->fs);
	return put_path((u64)GET(fs->pwd.mnt), (u64)GET(fs->pwd.dentry), FIELD_CWD);
}

SEC("tp_btf/sys_exit")
int gyr_sys_exit(u64 *ctx)
{
	struct pt_regs *regs = (struct pt_regs *)ctx[0];
	s64 result = ctx[1];
	s64 number = number_of(regs);
	if (number < 0 || number >= 512)
		return 0;
	int compat = is_compat((struct task_struct *)bpf_get_current_task());
	u32 key = number + (compat ? 512 : 0);
	u64 *found = bpf_map_lookup_elem(&specs, &key);
	if (!found || !(*found & SPEC_ENABLED))
		return 0;
	u64 spec = *found;
	int failed = result < 0 && result >= -4095;
	if (spec & (failed ? SPEC_ONLY_OK : SPEC_ONLY_FAILED))
		return 0;
	if (is_excluded(bpf_get_current_pid_tgid() >> 32))
		return 0;

	u32 flags = (compat ? EVENT_FLAG_COMPAT : 0) | (spec & SPEC_SLIM ? EVENT_FLAG_SLIM : 0);
	struct scratch *s = begin(EVENT_SYSCALL, number, result, flags);
	if (!s)
		return 0;
	put_arguments(s, regs, compat);
	if (!is_wanted(s, spec)) {
		s->busy = 0;
		return 0;
	}
	if (!(spec & SPEC_SLIM))
		put_context();
	if (spec >> 32) {
		put_argument(s, spec, 0);
		put_argument(s, spec, 1);
		put_argument(s, spec, 2);
		put_argument(s, spec, 3);
		put_argument(s, spec, 4);
		put_argument(s, spec, 5);
	}
	if (spec & SPEC_SOCKET_OF_ARGUMENT)
		put_socket(ARGUMENT(s, 0));
	if (!failed) {
		if (spec & SPEC_FILE_OF_RESULT)
			put_file(result);
		if (spec & SPEC_SOCKET_OF_RESULT)
			put_socket(result);
		if (spec & SPEC_CWD)
			put_cwd();
	}
	finish();
	return 0;
}

SEC("tp_btf/sched_process_exec")
int gyr_exec(u64 *ctx)
{
	struct task_struct *task = (struct task_struct *)ctx[0];
	struct linux_binprm *bprm = (struct linux_binprm *)ctx[2];
	if (is_excluded(bpf_get_current_pid_tgid() >> 32))
		return 0;
	u32 flags = EXISTS(bprm->fdpath) && GET(bprm->fdpath) ? EVENT_FLAG_EXECVEAT : 0;
	struct scratch *s = begin(EVENT_EXEC, 0, 0, flags);
	if (!s)
		return 0;
	__builtin_memset(s->data + 96, 0, 48);
	put_context();
	put_kernel_string((u64)GET(bprm->filename), 0);
	struct mm_struct *mm = GET(task->mm);
	u64 start = GET(mm->arg_start);
	put_bytes(start, GET(mm->arg_end) - start, FIELD_ARGV);
	struct file *exe = GET(mm->exe_file);
	put_path((u64)GET(exe->f_path.mnt), (u64)GET(exe->f_path.dentry), FIELD_EXE);
	put_cwd();
	finish();
	return 0;
}

SEC("tp_btf/sched_process_fork")
int gyr_fork(u64 *ctx)
{
	struct task_struct *child = (struct task_struct *)ctx[1];
	u32 tgid = GET(child->tgid);
	if (GET(child->pid) != tgid || GET(child->flags) & PF_KTHREAD)
		return 0;
	if (is_excluded(bpf_get_current_pid_tgid() >> 32))
		return 0;
	struct scratch *s = begin(EVENT_FORK, 0, tgid, 0);
	if (!s)
		return 0;
	u32 namespace = 0;
	ARGUMENT(s, 0) = tgid;
	ARGUMENT(s, 1) = inner_pid(child, &namespace);
	ARGUMENT(s, 2) = GET(child->start_boottime);
	ARGUMENT(s, 3) = namespace;
	ARGUMENT(s, 4) = 0;
	ARGUMENT(s, 5) = 0;
	put_context();
	finish();
	return 0;
}

SEC("tp_btf/sched_process_exit")
int gyr_exit(u64 *ctx)
{
	struct task_struct *task = (struct task_struct *)ctx[0];
	if (GET(GET(task->signal)->live.counter) != 0 || GET(task->flags) & PF_KTHREAD)
		return 0;
	if (is_excluded(bpf_get_current_pid_tgid() >> 32))
		return 0;
	struct scratch *s = begin(EVENT_EXIT, 0, GET(task->exit_code), 0);
	if (!s)
		return 0;
	__builtin_memset(s->data + 96, 0, 48);
	put_context();
	finish();
	return 0;
}
