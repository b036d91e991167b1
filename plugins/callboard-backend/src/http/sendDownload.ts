import { Response } from 'express';
import { attachment, ExportAborted } from '../exports';

/** The number of concurrent downloads is limited, so a slow reader would keep others out. */
const PROGRESS_MS = 2 * 60_000;

/** A reader that waits for more, and takes less than this in `PROGRESS_MS`, is cut off. */
const MIN_PROGRESS_BYTES = 256 * 1024;

/**
 * Responds with a file that is streamed while it is created. An error before its first byte becomes an
 * error response. A reader that disconnects or is cut off for its slowness is no error.
 *
 * @param file - with an ETag, which clients that have the file already send back: they get 304
 * @param write - writes the file and ends the output
 * @param progressMs - how often the reader's progress is checked
 */
export async function sendDownload(
  res: Response,
  file: { name: string; mediaType: string; etag?: string },
  write: (output: Response) => Promise<void>,
  progressMs = PROGRESS_MS,
): Promise<void> {
  res.set({
    'Content-Type': file.mediaType,
    'Content-Disposition': attachment(file.name),
    // A proxy or browser must not keep a copy of what people did. Programs that ask for
    // one file again and again may keep their own, and ask whether it has changed.
    'Cache-Control': file.etag ? 'private, no-cache' : 'no-store',
    ...(file.etag && { ETag: file.etag }),
  });
  if (file.etag && res.req.fresh) {
    res.status(304).end();
    return;
  }
  const progress = setInterval(cutOffSlowReader(res), progressMs);
  try {
    await write(res);
  } catch (error) {
    if (!(error instanceof ExportAborted)) {
      forgetDownload(res);
      throw error;
    }
  } finally {
    clearInterval(progress);
  }
}

/** @returns a check that closes the connection of a reader that took too little since the last check */
function cutOffSlowReader(res: Response): () => void {
  let wasWaiting = false;
  let taken = 0;
  return () => {
    const { socket } = res;
    if (!socket) return;
    const isWaiting = res.writableLength > 0;
    const now = socket.bytesWritten - socket.writableLength;
    if (wasWaiting && isWaiting && now - taken < MIN_PROGRESS_BYTES) {
      res.destroy();
    }
    wasWaiting = isWaiting;
    taken = now;
  };
}

/** What is answered instead of a file must not look like one. */
function forgetDownload(res: Response): void {
  if (!res.headersSent) {
    res.removeHeader('Content-Type');
    res.removeHeader('Content-Disposition');
  }
}
