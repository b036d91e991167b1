import { inflateRawSync } from 'zlib';

const END_OF_DIRECTORY = 0x06054b50;

/**
 * The files in a ZIP archive by name, as text (PKWARE APPNOTE 4.3). Shares no code with the library
 * that writes them.
 */
export function unzip(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = archive.length - 22;
  if (archive.readUInt32LE(end) !== END_OF_DIRECTORY) {
    throw new Error('Not a complete archive');
  }
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const size = archive.readUInt32LE(entry + 20);
    const nameLength = archive.readUInt16LE(entry + 28);
    const extra =
      archive.readUInt16LE(entry + 30) + archive.readUInt16LE(entry + 32);
    const header = archive.readUInt32LE(entry + 42);
    const start =
      header +
      30 +
      archive.readUInt16LE(header + 26) +
      archive.readUInt16LE(header + 28);
    files.set(
      archive.toString('utf8', entry + 46, entry + 46 + nameLength),
      inflateRawSync(archive.subarray(start, start + size)).toString('utf8'),
    );
    entry += 46 + nameLength + extra;
  }
  return files;
}
