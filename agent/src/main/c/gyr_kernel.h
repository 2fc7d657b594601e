/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
 *
 * As much of the kernel as the programs look at. The structures name only the members that are
 * read; libbpf moves every access to the place where the running kernel has it (CO-RE), so neither
 * the order nor the gaps matter and no vmlinux.h is needed to compile.
 */
#ifndef GYR_KERNEL_H
#define GYR_KERNEL_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef int s32;
typedef unsigned long long u64;
typedef long long s64;

#define SEC(name) __attribute__((section(name), used))
#define __noinline __attribute__((noinline))
#define __always_inline inline __attribute__((always_inline))
#define __uint(name, val) int(*name)[val]
#define __type(name, val) typeof(val) *name
#define NULL ((void *)0)

#define BPF_MAP_TYPE_HASH 1
#define BPF_MAP_TYPE_ARRAY 2
#define BPF_MAP_TYPE_PERCPU_ARRAY 6
#define BPF_MAP_TYPE_LRU_HASH 9
#define BPF_MAP_TYPE_RINGBUF 27
#define BPF_ANY 0
#define BPF_RB_NO_WAKEUP 1

static void *(*bpf_map_lookup_elem)(void *map, const void *key) = (void *)1;
static long (*bpf_map_update_elem)(void *map, const void *key, const void *value, u64 flags) = (void *)2;
static long (*bpf_map_delete_elem)(void *map, const void *key) = (void *)3;
static u64 (*bpf_get_current_pid_tgid)(void) = (void *)14;
static u64 (*bpf_get_current_task)(void) = (void *)35;
static long (*bpf_probe_read_user)(void *dst, u32 size, const void *src) = (void *)112;
static long (*bpf_probe_read_kernel)(void *dst, u32 size, const void *src) = (void *)113;
static long (*bpf_probe_read_user_str)(void *dst, u32 size, const void *src) = (void *)114;
static long (*bpf_probe_read_kernel_str)(void *dst, u32 size, const void *src) = (void *)115;
static u64 (*bpf_ktime_get_boot_ns)(void) = (void *)125;
static long (*bpf_ringbuf_output)(void *map, void *data, u64 size, u64 flags) = (void *)130;

/* A member of a kernel structure; zero where the memory cannot be read. */
#define GET(member)                                                                                \
	({                                                                                             \
		typeof(member) value_;                                                                     \
		bpf_probe_read_kernel(&value_, sizeof(value_), &(member));                                 \
		value_;                                                                                    \
	})
#define EXISTS(member) __builtin_preserve_field_info(member, 2)
#define OFFSET(type, member) __builtin_preserve_field_info(((type *)0)->member, 0)
#define TYPE_EXISTS(type) __builtin_preserve_type_info(*(type *)0, 0)
#define ENUM_EXISTS(type, value) __builtin_preserve_enum_value(*(typeof(type) *)value, 0)
#define ENUM_VALUE(type, value) __builtin_preserve_enum_value(*(typeof(type) *)value, 1)

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

#if defined(__TARGET_ARCH_x86)
struct pt_regs {
	unsigned long bx, cx, dx, si, di, bp, r8, r9, r10, orig_ax;
};
struct thread_info {
	u32 status;
};
#elif defined(__TARGET_ARCH_arm64)
struct pt_regs {
	u64 regs[31];
	u64 orig_x0;
	s32 syscallno;
};
struct thread_info {
	unsigned long flags;
};
#else
#error "unknown architecture"
#endif

struct ns_common {
	unsigned int inum;
};
struct pid_namespace {
	struct ns_common ns;
};
struct mnt_namespace {
	struct ns_common ns;
};
struct nsproxy {
	struct mnt_namespace *mnt_ns;
};
struct upid {
	int nr;
	struct pid_namespace *ns;
};
struct pid {
	unsigned int level;
	struct upid numbers[1];
};
struct tty_driver {
	int major;
	int minor_start;
};
struct tty_struct {
	struct tty_driver *driver;
	int index;
};
typedef struct {
	int counter;
} atomic_t;
struct signal_struct {
	atomic_t live;
	struct pid *pids[4];
	struct tty_struct *tty;
};
typedef struct {
	u32 val;
} kuid_t;
typedef struct {
	u32 val;
} kgid_t;
struct cred {
	kuid_t uid;
	kgid_t gid;
	kuid_t euid;
	kgid_t egid;
};

struct qstr {
	const unsigned char *name;
};
struct super_block {
	u32 s_dev;
};
struct inode {
	u16 i_mode;
	struct super_block *i_sb;
	unsigned long i_ino;
};
struct dentry {
	struct dentry *d_parent;
	struct qstr d_name;
};
struct vfsmount {
	struct dentry *mnt_root;
};
struct mount {
	struct mount *mnt_parent;
	struct dentry *mnt_mountpoint;
	struct vfsmount mnt;
};
struct path {
	struct vfsmount *mnt;
	struct dentry *dentry;
};
struct file {
	struct path f_path;
	struct inode *f_inode;
	void *private_data;
};
struct fdtable {
	unsigned int max_fds;
	struct file **fd;
};
struct files_struct {
	struct fdtable *fdt;
};
struct fs_struct {
	struct path pwd;
};
struct mm_struct {
	unsigned long arg_start;
	unsigned long arg_end;
	struct file *exe_file;
};
struct linux_binprm {
	const char *filename;
	const char *fdpath;
};

struct kernfs_node {
	u64 id;
	const char *name;
	struct kernfs_node *__parent;
};
/* Its name before Linux 6.15. */
struct kernfs_node___old {
	struct kernfs_node *parent;
};
struct cgroup_root;
struct cgroup {
	struct kernfs_node *kn;
	struct cgroup_root *root;
};
struct cgroup_subsys_state {
	struct cgroup *cgroup;
};
struct css_set {
	struct cgroup_subsys_state *subsys[16];
	struct cgroup *dfl_cgrp;
};

struct in6_addr {
	u8 bytes[16];
};
struct sock_common {
	u32 skc_daddr;
	u32 skc_rcv_saddr;
	u16 skc_dport;
	u16 skc_num;
	u16 skc_family;
	u8 skc_state;
	struct in6_addr skc_v6_daddr;
	struct in6_addr skc_v6_rcv_saddr;
};
struct sock {
	struct sock_common __sk_common;
	u16 sk_protocol;
};
struct socket {
	short type;
	struct sock *sk;
};
struct sockaddr_un {
	char sun_path[108];
};
struct unix_address {
	int len;
	struct sockaddr_un name[1];
};
struct unix_sock {
	struct unix_address *addr;
	struct sock *peer;
};

struct task_struct {
	struct thread_info thread_info;
	unsigned int flags;
	int exit_code;
	int pid;
	int tgid;
	struct task_struct *real_parent;
	struct task_struct *group_leader;
	u64 start_boottime;
	const struct cred *cred;
	char comm[16];
	struct fs_struct *fs;
	struct files_struct *files;
	struct nsproxy *nsproxy;
	struct signal_struct *signal;
	kuid_t loginuid;
	struct mm_struct *mm;
	struct css_set *cgroups;
};

#pragma clang attribute pop

enum cgroup_subsys_id { pids_cgrp_id = 11 };

#define PIDTYPE_TGID 1
#define PIDTYPE_SID 3
#define PF_KTHREAD 0x00200000
#define CLONE_THREAD 0x00010000
#define S_IFMT 0170000
#define S_IFSOCK 0140000
#define AF_UNIX 1
#define AF_INET 2
#define AF_INET6 10

#endif
