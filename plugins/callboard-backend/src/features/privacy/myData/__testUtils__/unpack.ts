import { text } from 'stream/consumers';
import { fromBufferPromise } from 'yauzl';

/** The files of a ZIP archive by name, as text. */
export async function unpack(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const files = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    files.set(
      entry.fileName,
      await text(await zip.openReadStreamPromise(entry)),
    );
  }
  return files;
}
