import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { UploadedFile } from '../../http/readUpload';
import { readTable } from '../readTable';
import { ImportTable } from '../ImportTable';
import { TableOptions } from '../TableBuilder';

/** Reads tables from bytes, through one temporary file at a time. */
export class Uploads {
  /** Recognises a header; by default the first row that is not blank. */
  isHeader: (columns: readonly string[]) => boolean = () => true;
  #directory?: string;

  /** Reads a file with this content. */
  read(
    content: string | Buffer,
    maxRows = 5000,
    extraOptions?: Partial<TableOptions>,
  ): Promise<ImportTable> {
    const options = { maxRows, isHeader: this.isHeader, ...extraOptions };
    return readTable(this.store(content), options);
  }

  /** Stores a file with this content, which exists until the next call. */
  store(content: string | Buffer): UploadedFile {
    // Created on first use: if all tests are skipped, `dispose` would never delete it.
    this.#directory ??= mkdtempSync(join(tmpdir(), 'callboard-imports-'));
    const path = join(this.#directory, 'file');
    writeFileSync(path, content);
    return { path, name: 'whatever' };
  }

  /** Reads a file with this content, and returns the message of the error. */
  async readError(content: string | Buffer, maxRows?: number): Promise<string> {
    try {
      await this.read(content, maxRows);
    } catch (error) {
      if ((error as Error).name === 'InputError') {
        return (error as Error).message;
      }
      throw error;
    }
    throw new Error('The file was read');
  }

  dispose(): void {
    if (this.#directory) {
      rmSync(this.#directory, { recursive: true });
    }
  }
}
