import { open } from 'node:fs/promises';

/** What systems say whose folders cannot be synced: vfat, cifs, 9p, some FUSE, Windows. */
const unable = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EPERM', 'EBADF'];

/** Opens a folder; replaced in tests to play a system that cannot sync it. */
export type OpenFolder = (
  folder: string,
  flags: 'r',
) => Promise<{
  sync: () => Promise<void>;
  close: () => Promise<void>;
}>;

/**
 * Puts the names in a folder on the disk: a new or renamed file is certain only then. Answers false where the system
 * cannot do this for folders (the file itself is safe, its name is as safe as that system keeps names).
 * @throws Error of the system for anything else, such as a broken disk.
 */
export async function syncFolder(folder: string, openFolder: OpenFolder = open): Promise<boolean> {
  try {
    const handle = await openFolder(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && unable.includes(String(error.code))) return false;
    throw error;
  }
}
