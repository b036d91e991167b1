import { Readable } from 'stream';
import { Entry, openPromise, ZipFile } from 'yauzl';
import { createFileError } from '../ImportTable';

/** The maximum number of parts; a workbook has a few for each worksheet, and one per picture. */
const MAX_ENTRIES = 10_000;

/** The maximum unpacked size of all parts that are read. Parsing it takes up to 3 s of one core. */
const MAX_UNPACKED_MB = 100;

/**
 * The parts of an XLSX file, which is a ZIP archive. Relies only on the directory at the end of the
 * archive, and extracts only requested parts. No part can unpack to more than the directory states.
 */
export class Archive {
  #unpackedBytes = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
  ) {}

  /**
   * Opens an archive, which the caller must close.
   *
   * @throws InputError if the archive has too many parts; other errors if the file is no archive
   */
  static async open(path: string): Promise<Archive> {
    const zip = await openPromise(path, { autoClose: false });
    try {
      const entries = new Map<string, Entry>();
      if (zip.entryCount > MAX_ENTRIES) {
        throw createFileError(`has more than ${MAX_ENTRIES} parts`);
      }
      for await (const entry of zip.eachEntry()) {
        entries.set(getPartKey(entry.fileName), entry);
      }
      return new Archive(zip, entries);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  /**
   * The content of a part; undefined if no part has that name. Each request counts towards the
   * limit, even for the same part.
   *
   * @throws InputError if all requested parts together unpack to too much
   */
  async openPart(name: string): Promise<Readable | undefined> {
    const entry = this.entries.get(getPartKey(name));
    if (!entry) {
      return undefined;
    }
    this.#unpackedBytes += entry.uncompressedSize;
    if (this.#unpackedBytes > MAX_UNPACKED_MB * 1024 * 1024) {
      throw createFileError(`unpacks to more than ${MAX_UNPACKED_MB} MB`);
    }
    return this.zip.openReadStreamPromise(entry);
  }

  close(): void {
    this.zip.close();
  }
}

/** Part names are case-insensitive (ECMA-376 part 2, 6.2.2.3). */
function getPartKey(name: string): string {
  return name.toLowerCase();
}
