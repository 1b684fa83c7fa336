#include <fcntl.h>
#include <linux/stat.h>
#include <malloc.h>
#include <sys/syscall.h>
#include <unistd.h>

// Swift's Glibc leaves statx and malloc.h out, and syscall is variadic, which Swift does not import.

/// When a file was made, in nanoseconds since 1970; 0 where the file system does not say.
static inline long long clinux_born(const char *path) {
    struct statx found;
    if (syscall(SYS_statx, AT_FDCWD, path, 0, STATX_BTIME, &found) != 0) return 0;
    if (!(found.stx_mask & STATX_BTIME)) return 0;
    return found.stx_btime.tv_sec * 1000000000LL + found.stx_btime.tv_nsec;
}

/// Sets an option of the allocator, M_...; 0 if it cannot be set.
static inline int clinux_mallopt(int option, int value) { return mallopt(option, value); }

static const int clinux_most_arenas = M_ARENA_MAX;
static const int clinux_map_from = M_MMAP_THRESHOLD;
static const int clinux_trim_from = M_TRIM_THRESHOLD;
