import { crc32, deflateRawSync } from 'zlib';

/** A file in an archive, optionally with false metadata. */
export interface ZipEntry {
  content: string | Buffer;
  /** The declared uncompressed size, in bytes. */
  declaredSize?: number;
}

/** A ZIP archive of files by name (PKWARE APPNOTE 4.3). */
export function buildZip(files: Record<string, string | ZipEntry>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, file] of Object.entries(files)) {
    const entry = typeof file === 'string' ? { content: file } : file;
    const content = Buffer.from(entry.content as string);
    const packed = deflateRawSync(content);
    const fields = buildHeaderFields(name, content, packed, entry.declaredSize);
    const local = Buffer.concat([
      uint32(0x04034b50),
      fields,
      Buffer.from(name),
      packed,
    ]);
    directory.push(
      Buffer.concat([
        uint32(0x02014b50),
        Buffer.from([20, 0]),
        fields,
        Buffer.alloc(10),
        uint32(offset),
        Buffer.from(name),
      ]),
    );
    bodies.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, listing, uint32(0x06054b50), end]);
}

/** The common fields of a file's header and its directory entry. */
function buildHeaderFields(
  name: string,
  content: Buffer,
  packed: Buffer,
  declaredSize = content.length,
): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(declaredSize, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  return fields;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
