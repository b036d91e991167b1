/** Which process is at the other end of a connection on this machine. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The inodes of the sockets that connect from a port, as Linux tells them. */
function inodesAt(port) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return ['tcp', 'tcp6']
    .flatMap(name => readFileSync(`/proc/net/${name}`, 'utf8').split('\n'))
    .map(line => line.trim().split(/\s+/))
    .filter(([, local]) => local?.endsWith(`:${hex}`))
    .map(fields => fields[9]);
}

function linksOf(pid) {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).flatMap(name => {
    try {
      return readlinkSync(`${folder}/${name}`);
    } catch {
      // Closed meanwhile.
      return [];
    }
  });
}

/**
 * @param members who may be
 * @param port which the connection comes from
 * @returns undefined when it is none of them, or none any more
 */
export function ownerOf(members, port) {
  const wanted = inodesAt(port).map(inode => `socket:[${inode}]`);
  return members.find(
    ({ isReady, pid }) =>
      isReady && linksOf(pid).some(link => wanted.includes(link)),
  );
}
