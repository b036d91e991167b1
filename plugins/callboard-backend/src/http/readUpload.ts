import { mkdtemp, readdir, rm, stat } from 'fs/promises';
import { IncomingMessage, IncomingHttpHeaders } from 'http';
import { tmpdir } from 'os';
import { join } from 'path';
import { pipeline } from 'stream/promises';
import busboy, { Busboy } from 'busboy';
import { createWriteStream } from 'fs';
import { Readable, Writable } from 'stream';
import { FieldProblem, PartValue, PayloadTooLargeError } from './errors';
import { Endpoint } from '@callboard/plugin-callboard-common';

/** An uploaded file; it exists for the duration of its request. */
export interface UploadedFile {
  path: string;
  /** The file name that the client sent; untrusted. */
  name: string;
}

/** The maximum number of fields, more than any form has. */
const MAX_FIELDS = 50;

/** The maximum length of a field; no form has longer fields. */
const MAX_FIELD_BYTES = 1000;

const MAX_JSON_FIELD_BYTES = 512 * 1024;

export type UploadLimits = NonNullable<Endpoint['upload']>;

/** The maximum number of files to parse: one more than allowed, to detect a second file. */
const MAX_FILES = 2;

/** The problem of a request that is not a form with a file. */
const notAFormProblem: FieldProblem = {
  field: 'body.file',
  reason:
    'must be sent as multipart/form-data with the file in the part `file`',
};

/** Parses the bytes of a form, and writes its file to disk. */
class UploadForm {
  /**
   * The values of the fields by name: texts, or parsed JSON. Without a prototype, so that a field
   * can have any name, such as `__proto__`.
   */
  readonly fields: Record<string, unknown> = Object.create(null);
  readonly problems: FieldProblem[] = [];
  readonly #parser: Busboy;
  #file: UploadedFile | undefined;
  #stored = Promise.resolve();

  /** @throws Error if the headers do not belong to a form */
  constructor(
    headers: IncomingHttpHeaders,
    private readonly path: string,
    private readonly limits: UploadLimits,
  ) {
    this.#parser = busboy({
      headers,
      defParamCharset: 'utf8',
      limits: {
        files: MAX_FILES,
        fields: MAX_FIELDS,
        // A value of exactly the limit counts as truncated.
        fieldSize: getMaxFieldBytes(limits) + 1,
      },
    });
    this.#parser.on('field', (name, value) => this.#addField(name, value));
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

  get file(): UploadedFile | undefined {
    return this.#file;
  }

  /** @throws PayloadTooLargeError, or a system error, if the file is incomplete */
  async waitUntilStored(): Promise<void> {
    await this.#stored;
  }

  #addField(name: string | undefined, value: string): void {
    const isJson = this.limits.jsonFields?.includes(name ?? '') ?? false;
    const maxBytes = isJson ? MAX_JSON_FIELD_BYTES : MAX_FIELD_BYTES;
    if (name === undefined) {
      this.#refuse('body', 'has a part without a name');
    } else if (name === 'file') {
      this.#refuse('body.file', 'must be a file');
    } else if (Object.hasOwn(this.fields, name)) {
      this.#refuse(`body.${name}`, 'must be given only once');
    } else if (Buffer.byteLength(value) > maxBytes) {
      this.#refuse(`body.${name}`, `is longer than ${maxBytes} bytes`);
    } else if (isJson) {
      this.#addJson(name, value);
    } else {
      this.fields[name] = value;
    }
  }

  #addJson(name: string, text: string): void {
    try {
      this.fields[name] = JSON.parse(text);
    } catch {
      this.#refuse(`body.${name}`, 'must be JSON');
    }
  }

  #addFile(name: string, content: Readable, filename: string): void {
    if (this.#parser.destroyed) {
      // A failed parser still parses the rest of its chunk. A file that begins there would never
      // end, so it is discarded.
      content.on('error', () => {}).destroy();
      return;
    }
    if (name === 'file' && !this.#file) {
      this.#file = { path: this.path, name: filename };
      this.#stored = this.#store(content);
      // Callers of `waitUntilStored` get the error.
      this.#stored.catch(error => this.#parser.destroy(error));
      return;
    }
    this.#refuse(
      `body.${name}`,
      name === 'file' ? 'must be given only once' : 'must not be a file',
    );
    // Skips the content. The parser reports an error in the content, too.
    content.on('error', () => {}).resume();
  }

  async #store(content: Readable): Promise<void> {
    const { maxBytes } = this.limits;
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

/** How much a client can still send after a rejection before its connection is closed. */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

/** How long a client can still send after a rejection before its connection is closed. */
const MAX_DISCARD_MS = 30_000;

/** The maximum size of a form apart from its file and its longest field. */
const MAX_FORM_OVERHEAD_BYTES = 256 * 1024;

const DIRECTORY_PREFIX = 'callboard-upload-';

/** No request takes this long. */
const MAX_UPLOAD_AGE_MS = 60 * 60_000;

/**
 * Deletes the files of uploads whose process was killed: they can contain personal data. Ignores
 * directories of other users of the machine.
 */
async function deleteAbandonedUploads(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    if (name.startsWith(DIRECTORY_PREFIX)) {
      const directory = join(tmpdir(), name);
      try {
        const { mtimeMs } = await stat(directory);
        if (mtimeMs < Date.now() - MAX_UPLOAD_AGE_MS) {
          await rm(directory, { recursive: true, force: true });
        }
      } catch {
        // Another process has deleted the directory, or it belongs to another user.
      }
    }
  }
}

interface Upload {
  /** The fields of the form except the file, as text or parsed JSON, and the form's problems. */
  fields: PartValue;
  /** Undefined if the form is malformed or has no file; set even if the form has other problems. */
  file?: UploadedFile;
  /** Deletes the file; must be called when the file is no longer needed. */
  dispose(): Promise<void>;
}

/**
 * Reads a form with one file, in the part `file`. Streams the file to disk, and deletes it before
 * throwing an error.
 *
 * @throws PayloadTooLargeError as soon as the file, or the whole form, exceeds the limit
 */
export async function readUpload(
  req: IncomingMessage,
  limits: UploadLimits,
): Promise<Upload> {
  await deleteAbandonedUploads();
  const directory = await mkdtemp(join(tmpdir(), DIRECTORY_PREFIX));
  const dispose = () => rm(directory, { recursive: true, force: true });
  try {
    const path = join(directory, 'file');
    return { ...(await readForm(req, path, limits)), dispose };
  } catch (error) {
    await dispose();
    throw error;
  } finally {
    discardRest(req);
  }
}

async function readForm(
  req: IncomingMessage,
  path: string,
  limits: UploadLimits,
): Promise<Pick<Upload, 'fields' | 'file'>> {
  const form = createUploadForm(req, path, limits);
  if (!form) {
    return { fields: { value: {}, problems: [notAFormProblem] } };
  }
  const { fields: value, problems } = form;
  try {
    await pipeline(readRequestBytes(req, limits), form.input);
    await form.waitUntilStored();
  } catch (error) {
    if (
      error instanceof PayloadTooLargeError ||
      'syscall' in (error as Error)
    ) {
      throw error;
    }
    // The form is malformed, or its client has disconnected and gets no response.
    return { fields: { value, problems: [...problems, notAFormProblem] } };
  } finally {
    await form.waitUntilStored().catch(() => {});
  }
  const { file } = form;
  return {
    fields: {
      value,
      problems: file ? problems : [...problems, notAFormProblem],
    },
    file,
  };
}

function createUploadForm(
  { headers }: IncomingMessage,
  path: string,
  limits: UploadLimits,
): UploadForm | undefined {
  // The parser would also accept other content types.
  if (!/^multipart\/form-data *;/i.test(headers['content-type'] ?? '')) {
    return undefined;
  }
  try {
    return new UploadForm(headers, path, limits);
  } catch {
    return undefined;
  }
}

/** Reads the bytes of a request. Leaves the request open if the iteration ends early. */
async function* readRequestBytes(req: IncomingMessage, limits: UploadLimits) {
  const { maxBytes } = limits;
  const maxRequestBytes =
    maxBytes + getMaxFieldBytes(limits) + MAX_FORM_OVERHEAD_BYTES;
  if (Number(req.headers['content-length']) > maxRequestBytes) {
    throw createFileTooLargeError(maxBytes);
  }
  let bytes = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > maxRequestBytes) {
      throw createFileTooLargeError(maxBytes);
    }
    yield chunk;
  }
}

/** The maximum length of any field of the form. */
function getMaxFieldBytes({ jsonFields = [] }: UploadLimits): number {
  return jsonFields.length > 0 ? MAX_JSON_FIELD_BYTES : MAX_FIELD_BYTES;
}

function createFileTooLargeError(maxBytes: number): PayloadTooLargeError {
  return new PayloadTooLargeError(
    `body.file: must be at most ${maxBytes / 1024 / 1024} MB`,
  );
}

/**
 * Discards the rest of a request, because some clients read the response only after they have sent
 * everything. Closes the connection if the limits are exceeded.
 */
function discardRest(req: IncomingMessage): void {
  if (req.complete || req.destroyed) {
    return;
  }
  let bytes = 0;
  const closeConnection = () => req.destroy();
  const timeout = setTimeout(closeConnection, MAX_DISCARD_MS).unref();
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_DISCARDED_BYTES) {
      closeConnection();
    }
  });
  // Errors of this request no longer matter.
  req.on('error', () => {});
  req.once('close', () => clearTimeout(timeout));
  req.resume();
}
