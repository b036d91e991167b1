import { mkdtemp, rm } from 'fs/promises';
import { IncomingMessage } from 'http';
import { tmpdir } from 'os';
import { join } from 'path';
import { pipeline } from 'stream/promises';
import { discardRest } from './discardRest';
import { PayloadTooLargeError } from './errors';
import { fileTooLarge } from './fileTooLarge';
import { RawPart } from './parseRequest';
import { UploadedFile } from './UploadedFile';
import { notAForm, UploadForm } from './UploadForm';

/** What a form takes besides the file: its fields, and what divides them. */
const MAX_BYTES_AROUND = 256 * 1024;

/** A form with a file in it. */
export interface Upload {
  /** The form's other fields as text, and what is wrong with the form. */
  fields: RawPart;
  /** There, unless something is wrong. */
  file?: UploadedFile;
  /** Removes the file; to be called when it is not needed any more. */
  dispose(): Promise<void>;
}

/**
 * Reads a request that is a form with one file, in the part `file`. The file
 * goes to the disk as it arrives; when this throws, nothing is left there.
 *
 * @throws PayloadTooLargeError as soon as the file is larger than it may be
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
  const form = formFor(req, path, maxBytes);
  if (!form) {
    return { fields: { value: {}, problems: [notAForm] } };
  }
  const { fields: value, problems } = form;
  try {
    await pipeline(bytesOf(req, maxBytes), form.input);
    await form.stored();
  } catch (error) {
    if (
      error instanceof PayloadTooLargeError ||
      'syscall' in (error as Error)
    ) {
      throw error;
    }
    // Not well-formed, or broken off by a client that waits for no answer.
    return { fields: { value, problems: [...problems, notAForm] } };
  } finally {
    await form.stored().catch(() => {});
  }
  const { file } = form;
  return {
    fields: { value, problems: file ? problems : [...problems, notAForm] },
    file,
  };
}

function formFor(
  { headers }: IncomingMessage,
  path: string,
  maxBytes: number,
): UploadForm | undefined {
  // The parser would take other forms too.
  if (!/^multipart\/form-data *;/i.test(headers['content-type'] ?? '')) {
    return undefined;
  }
  try {
    return new UploadForm(headers, path, maxBytes);
  } catch {
    return undefined;
  }
}

/** The bytes of a request, which is not destroyed with their reader. */
async function* bytesOf(req: IncomingMessage, maxBytes: number) {
  const mostBytes = maxBytes + MAX_BYTES_AROUND;
  if (Number(req.headers['content-length']) > mostBytes) {
    throw fileTooLarge(maxBytes);
  }
  let bytes = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      throw fileTooLarge(maxBytes);
    }
    yield chunk;
  }
}
