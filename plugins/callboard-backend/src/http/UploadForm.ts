import busboy, { Busboy } from 'busboy';
import { createWriteStream } from 'fs';
import { IncomingHttpHeaders } from 'http';
import { Readable, Writable } from 'stream';
import { pipeline } from 'stream/promises';
import { FieldProblem } from './errors';
import { createFileTooLargeError } from './createFileTooLargeError';
import { UploadedFile } from './UploadedFile';

/** More and longer fields than any form here has. */
const MAX_FIELDS = 50;
const MAX_FIELD_BYTES = 1000;

/** One more than allowed is enough to detect. */
const MAX_FILES = 2;

/** The problem of a request that is not a form with a file. */
export const notAForm: FieldProblem = {
  field: 'body.file',
  reason:
    'must be sent as multipart/form-data with the file in the part `file`',
};

/** Parses the bytes of a form, and writes its file to disk. */
export class UploadForm {
  /** By name, each an own property, including `__proto__`. */
  readonly fields: Record<string, string> = Object.create(null);
  readonly problems: FieldProblem[] = [];
  readonly #parser: Busboy;
  #file: UploadedFile | undefined;
  #stored = Promise.resolve();

  /**
   * @param path - the path of the file
   * @throws Error if the headers are not those of a form
   */
  constructor(
    headers: IncomingHttpHeaders,
    private readonly path: string,
    private readonly maxBytes: number,
  ) {
    this.#parser = busboy({
      headers,
      defParamCharset: 'utf8',
      limits: {
        files: MAX_FILES,
        fields: MAX_FIELDS,
        // A value of exactly the limit counts as truncated.
        fieldSize: MAX_FIELD_BYTES + 1,
      },
    });
    this.#parser.on('field', (name, value, { valueTruncated }) =>
      this.#addField(name, value, valueTruncated),
    );
    this.#parser.on('fieldsLimit', () =>
      this.#refuse('body', `must have at most ${MAX_FIELDS} fields`),
    );
    this.#parser.on('file', (name, content, { filename = '' }) =>
      this.#addFile(name, content, filename),
    );
  }

  /** Receives the bytes of the form. Fails for malformed forms. */
  get input(): Writable {
    return this.#parser;
  }

  /** The content of the part `file`, if any. */
  get file(): UploadedFile | undefined {
    return this.#file;
  }

  /**
   * Waits until writing to disk has ended.
   *
   * @throws PayloadTooLargeError, or a system error, if the file is incomplete
   */
  async waitUntilStored(): Promise<void> {
    await this.#stored;
  }

  #addField(name: string | undefined, value: string, isCut: boolean): void {
    if (name === undefined) {
      this.#refuse('body', 'has a part without a name');
    } else if (name === 'file') {
      this.#refuse('body.file', 'must be a file');
    } else if (Object.hasOwn(this.fields, name)) {
      this.#refuse(`body.${name}`, 'must be given only once');
    } else if (isCut) {
      this.#refuse(`body.${name}`, `is longer than ${MAX_FIELD_BYTES} bytes`);
    } else {
      this.fields[name] = value;
    }
  }

  #addFile(name: string, content: Readable, filename: string): void {
    if (this.#parser.destroyed) {
      // A failed parser reads on to the end of its chunk; nothing would ever end a file that begins
      // there.
      content.on('error', () => {}).destroy();
      return;
    }
    if (name === 'file' && !this.#file) {
      this.#file = { path: this.path, name: filename };
      this.#stored = this.#store(content);
      // Callers of `stored` get the error.
      this.#stored.catch(error => this.#parser.destroy(error));
      return;
    }
    this.#refuse(
      `body.${name}`,
      name === 'file' ? 'must be given only once' : 'must not be a file',
    );
    // It fails with the form as a whole.
    content.on('error', () => {}).resume();
  }

  async #store(content: Readable): Promise<void> {
    const { maxBytes } = this;
    async function* limitBytes(chunks: AsyncIterable<Buffer>) {
      let bytes = 0;
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > maxBytes) {
          throw createFileTooLargeError(maxBytes);
        }
        yield chunk;
      }
    }
    await pipeline(content, limitBytes, createWriteStream(this.path));
  }

  #refuse(field: string, reason: string): void {
    this.problems.push({ field, reason });
  }
}
