import { Readable } from 'stream';
import { Entry, openPromise, ZipFile } from 'yauzl';
import { fileError } from '../fileError';

/** A workbook has a few parts for each sheet, and its pictures. */
const MAX_ENTRIES = 10_000;

const MAX_UNPACKED_BYTES = 100 * 1024 * 1024;

/**
 * The parts of an XLSX file, which is a ZIP archive. Goes by the directory at
 * its end alone, and takes out only what is asked for; nothing in it can unpack
 * to more than the directory says.
 */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
  ) {}

  /**
   * Opens an archive, to be closed again.
   *
   * @throws InputError when it says it unpacks to more than 100 MB; other
   *   errors for what is no archive
   */
  static async open(path: string): Promise<Archive> {
    const zip = await openPromise(path, { autoClose: false });
    try {
      const entries = new Map<string, Entry>();
      let bytes = 0;
      if (zip.entryCount > MAX_ENTRIES) {
        throw fileError('is too large when unpacked');
      }
      for await (const entry of zip.eachEntry()) {
        bytes += entry.uncompressedSize;
        if (bytes > MAX_UNPACKED_BYTES) {
          throw fileError('is too large when unpacked');
        }
        entries.set(keyOf(entry.fileName), entry);
      }
      return new Archive(zip, entries);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  /** The content of a part; undefined when there is none of that name. */
  async part(name: string): Promise<Readable | undefined> {
    const entry = this.entries.get(keyOf(name));
    return entry && this.zip.openReadStreamPromise(entry);
  }

  close(): void {
    this.zip.close();
  }
}

/** Names of parts differ by more than case (ECMA-376 part 2, 6.2.2.3). */
function keyOf(name: string): string {
  return name.toLowerCase();
}
