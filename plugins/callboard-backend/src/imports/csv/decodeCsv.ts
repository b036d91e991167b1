import { createReadStream } from 'fs';
import { open } from 'fs/promises';

/** Small, because a piece with thousands of rows blocks the thread. */
const PIECE_BYTES = 4096;

/**
 * The text of a file in UTF-8, or in UTF-16 with a byte order mark, or otherwise in Windows-1252, without
 * its byte order mark.
 */
export async function* decodeCsv(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(await findEncoding(path));
  for await (const bytes of readPieces(path)) {
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
}

async function findEncoding(path: string): Promise<string> {
  const [first, second] = await readByteOrderMark(path);
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return (await isUtf8(path)) ? 'utf-8' : 'windows-1252';
}

async function readByteOrderMark(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    return (await file.read(Buffer.alloc(2))).buffer;
  } finally {
    await file.close();
  }
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of readPieces(path)) {
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function readPieces(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: PIECE_BYTES });
}
