import { mkdtemp, rm } from 'fs/promises';
import { IncomingMessage } from 'http';
import { tmpdir } from 'os';
import { join } from 'path';
import { pipeline } from 'stream/promises';
import { PayloadTooLargeError } from './errors';
import { createFileTooLargeError } from './createFileTooLargeError';
import { RawPart } from './parseRequest';
import { UploadedFile } from './UploadedFile';
import { notAForm, UploadForm } from './UploadForm';

/** The limits for a client that continues to send after a rejection. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_MS = 30_000;

/**
 * Discards the rest of a request, so that a client that reads the response only after sending
 * everything still gets it. Closes the connection if the limits are exceeded.
 */
function discardRest(req: IncomingMessage): void {
  if (req.complete || req.destroyed) {
    return;
  }
  let bytes = 0;
  const giveUp = () => req.destroy();
  const timeout = setTimeout(giveUp, MAX_MS).unref();
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) {
      giveUp();
    }
  });
  // Errors of this request no longer matter.
  req.on('error', () => {});
  req.once('close', () => clearTimeout(timeout));
  req.resume();
}

/** The maximum size of a form apart from the file: its fields and boundaries. */
const MAX_BYTES_AROUND = 256 * 1024;

/** A form with a file. */
export interface Upload {
  /** The other fields of the form as text, and the problems of the form. */
  fields: RawPart;
  /** Set if the form has no problems. */
  file?: UploadedFile;
  /** Deletes the file; must be called when it is no longer needed. */
  dispose(): Promise<void>;
}

/**
 * Reads a form with one file, in the part `file`. The file is streamed to disk; if this throws, it
 * is deleted.
 *
 * @throws PayloadTooLargeError as soon as the file exceeds the limit
 */
export async function readUpload(
  req: IncomingMessage,
  limits: { maxBytes: number },
): Promise<Upload> {
  const directory = await mkdtemp(join(tmpdir(), 'callboard-upload-'));
  const dispose = () => rm(directory, { recursive: true, force: true });
  try {
    const path = join(directory, 'file');
    return { ...(await readForm(req, path, limits.maxBytes)), dispose };
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
  maxBytes: number,
): Promise<Pick<Upload, 'fields' | 'file'>> {
  const form = createUploadForm(req, path, maxBytes);
  if (!form) {
    return { fields: { value: {}, problems: [notAForm] } };
  }
  const { fields: value, problems } = form;
  try {
    await pipeline(readRequestBytes(req, maxBytes), form.input);
    await form.waitUntilStored();
  } catch (error) {
    if (
      error instanceof PayloadTooLargeError ||
      'syscall' in (error as Error)
    ) {
      throw error;
    }
    // Malformed, or aborted by a client that awaits no response.
    return { fields: { value, problems: [...problems, notAForm] } };
  } finally {
    await form.waitUntilStored().catch(() => {});
  }
  const { file } = form;
  return {
    fields: { value, problems: file ? problems : [...problems, notAForm] },
    file,
  };
}

function createUploadForm(
  { headers }: IncomingMessage,
  path: string,
  maxBytes: number,
): UploadForm | undefined {
  // The parser would accept other forms too.
  if (!/^multipart\/form-data *;/i.test(headers['content-type'] ?? '')) {
    return undefined;
  }
  try {
    return new UploadForm(headers, path, maxBytes);
  } catch {
    return undefined;
  }
}

/** The bytes of a request, which stays open when their reader is destroyed. */
async function* readRequestBytes(req: IncomingMessage, maxBytes: number) {
  const maxRequestBytes = maxBytes + MAX_BYTES_AROUND;
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
