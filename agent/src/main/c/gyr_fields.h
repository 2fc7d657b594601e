/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
 *
 * The writers of fields. They are global functions (not static): the verifier then judges each on
 * its own instead of once per place and state it is called from, which for six arguments of five
 * kinds exceeds its budget.
 */
#ifndef GYR_FIELDS_H
#define GYR_FIELDS_H

#include "gyr_scratch.h"

__noinline int put_string(u64 user, u32 argument)
{
	struct scratch *s = scratch_of_cpu();
	if (!s)
		return 0;
	u64 at = next_field(s);
	if (at > DATA_SIZE)
		return 0;
	long size = bpf_probe_read_user_str(s->data + at + 4, STRING_SIZE, (void *)user);
	if (size > 0)
		end_field(s, at, FIELD_STRING, argument, size - 1);
	return 0;
}

__noinline int put_kernel_string(u64 text, u32 argument)
{
	struct scratch *s = scratch_of_cpu();
	if (!s)
		return 0;
	u64 at = next_field(s);
	if (at > DATA_SIZE)
		return 0;
	long size = bpf_probe_read_kernel_str(s->data + at + 4, STRING_SIZE, (void *)text);
	if (size > 0)
		end_field(s, at, FIELD_STRING, argument, size - 1);
	return 0;
}

/* Bytes of the user: a sockaddr, a structure of flags, the arguments of a program. */
__noinline int put_bytes(u64 user, u64 size, u32 tag_and_argument)
{
	struct scratch *s = scratch_of_cpu();
	if (!s)
		return 0;
	u64 at = next_field(s);
	if (at > DATA_SIZE)
		return 0;
	u64 n = size;
	if (n > STRING_SIZE) {
		n = STRING_SIZE;
		U32(s, 76) |= EVENT_FLAG_TRUNCATED;
	}
	asm volatile("" : "+r"(n));
	if (n == 0 || n > STRING_SIZE)
		return 0;
	if (bpf_probe_read_user(s->data + at + 4, n, (void *)user) == 0)
		end_field(s, at, tag_and_argument & 0xff, tag_and_argument >> 8, n);
	return 0;
}

/* Names from the leaf to the root of the process's view, across mounts. */
__noinline int put_path(u64 mnt, u64 leaf, u32 tag)
{
	struct scratch *s = scratch_of_cpu();
	if (!s || !mnt || !leaf)
		return 0;
	u64 at = next_field(s);
	if (at > DATA_SIZE)
		return 0;
	struct dentry *dentry = (struct dentry *)leaf;
	struct mount *mount = (struct mount *)(mnt - OFFSET(struct mount, mnt));
	u64 size = 0;
	for (int i = 0; i < 64; i++) {
		if (dentry == GET(mount->mnt.mnt_root)) {
			struct mount *above = GET(mount->mnt_parent);
			if (above == mount || !above)
				break;
			dentry = GET(mount->mnt_mountpoint);
			mount = above;
			continue;
		}
		struct dentry *above = GET(dentry->d_parent);
		/* A file without a directory, such as a memfd, still has its own name. */
		if (above == dentry && size)
			break;
		if (size > PATH_SIZE - NAME_SIZE) {
			U32(s, 76) |= EVENT_FLAG_TRUNCATED;
			break;
		}
		long n = bpf_probe_read_kernel_str(s->data + at + 4 + size, NAME_SIZE,
						   GET(dentry->d_name.name));
		if (n <= 0)
			break;
		size += n & (2 * NAME_SIZE - 1);
		if (above == dentry)
			break;
		dentry = above;
	}
	end_field(s, at, tag, 0, size);
	return 0;
}

static __always_inline struct kernfs_node *kernfs_parent(struct kernfs_node *node)
{
	struct kernfs_node___old *old = (void *)node;
	if (EXISTS(old->parent))
		return GET(old->parent);
	return GET(node->__parent);
}

__noinline int put_cgroup(u64 leaf)
{
	struct scratch *s = scratch_of_cpu();
	if (!s)
		return 0;
	u64 at = next_field(s);
	if (at > DATA_SIZE)
		return 0;
	struct kernfs_node *node = (struct kernfs_node *)leaf;
	u64 size = 0;
	for (int i = 0; i < 16; i++) {
		struct kernfs_node *above = kernfs_parent(node);
		if (!above || size > PATH_SIZE - NAME_SIZE)
			break;
		long n = bpf_probe_read_kernel_str(s->data + at + 4 + size, NAME_SIZE,
						   GET(node->name));
		if (n <= 0)
			break;
		size += n & (2 * NAME_SIZE - 1);
		node = above;
	}
	end_field(s, at, FIELD_CGROUP, 0, size);
	return 0;
}

static __always_inline struct file *file_of(u32 fd)
{
	struct task_struct *task = (struct task_struct *)bpf_get_current_task();
	struct fdtable *table = GET(GET(task->files)->fdt);
	if (fd >= GET(table->max_fds))
		return NULL;
	struct file **files = GET(table->fd);
	return GET(files[fd]);
}

__noinline int put_file(u32 fd)
{
	struct scratch *s = scratch_of_cpu();
	struct file *file = file_of(fd);
	if (!s || !file)
		return 0;
	u64 at = next_field(s);
	if (at > DATA_SIZE)
		return 0;
	struct inode *inode = GET(file->f_inode);
	U32(s, at + 4) = GET(GET(inode->i_sb)->s_dev);
	U32(s, at + 8) = GET(inode->i_mode);
	u64 number = GET(inode->i_ino);
	U32(s, at + 12) = number;
	U32(s, at + 16) = number >> 32;
	end_field(s, at, FIELD_FILE, 0, 16);
	return 0;
}

static __always_inline u32 put_unix_path(struct scratch *s, u64 at, struct sock *sk)
{
	struct unix_sock *own = (struct unix_sock *)sk;
	if (!TYPE_EXISTS(struct unix_sock))
		return 0;
	struct unix_address *address = GET(own->addr);
	if (!address)
		address = GET(((struct unix_sock *)GET(own->peer))->addr);
	if (!address)
		return 0;
	/* The length counts the family, two bytes before the path. */
	u64 size = (u64)GET(address->len) - 2;
	asm volatile("" : "+r"(size));
	if (size == 0 || size > 108)
		return 0;
	if (bpf_probe_read_kernel(s->data + at, size, &address->name[0].sun_path))
		return 0;
	return size;
}

__noinline int put_socket(u32 fd)
{
	struct scratch *s = scratch_of_cpu();
	struct file *file = file_of(fd);
	if (!s || !file)
		return 0;
	if ((GET(GET(file->f_inode)->i_mode) & S_IFMT) != S_IFSOCK)
		return 0;
	u64 at = next_field(s);
	if (at > DATA_SIZE)
		return 0;
	struct socket *socket = GET(file->private_data);
	struct sock *sk = GET(socket->sk);
	struct sock_common *common = &sk->__sk_common;
	u8 *to = s->data + at + 4;
	u32 size = SOCKET_SIZE;
	u16 family = GET(common->skc_family);
	__builtin_memset(to, 0, SOCKET_SIZE);
	*(u16 *)to = family;
	*(u16 *)(to + 2) = GET(socket->type);
	*(u16 *)(to + 4) = GET(sk->sk_protocol);
	*(u16 *)(to + 6) = GET(common->skc_state);
	if (family == AF_INET || family == AF_INET6) {
		*(u16 *)(to + 8) = GET(common->skc_num);
		*(u16 *)(to + 10) = __builtin_bswap16(GET(common->skc_dport));
	}
	if (family == AF_INET) {
		*(u32 *)(to + 16) = GET(common->skc_rcv_saddr);
		*(u32 *)(to + 32) = GET(common->skc_daddr);
	} else if (family == AF_INET6) {
		bpf_probe_read_kernel(to + 16, 16, &common->skc_v6_rcv_saddr);
		bpf_probe_read_kernel(to + 32, 16, &common->skc_v6_daddr);
	} else if (family == AF_UNIX) {
		size += put_unix_path(s, at + 4 + SOCKET_SIZE, sk);
	}
	end_field(s, at, FIELD_SOCKET, 0, size);
	return 0;
}

#endif
