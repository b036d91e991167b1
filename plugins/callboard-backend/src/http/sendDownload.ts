import { Response } from 'express';
import { attachment, ExportAborted } from '../exports';

/** Few files may be made at once: a reader that stands still keeps others out. */
const STALLED_MS = 2 * 60_000;

/**
 * Answers with a file that is streamed while it is made. What goes wrong before
 * its first byte is answered as an error; a reader who goes away is none, and
 * neither is one who takes nothing for two minutes.
 *
 * @param write - writes the file and ends the output
 */
export async function sendDownload(
  res: Response,
  file: { name: string; mediaType: string },
  write: (output: Response) => Promise<void>,
  stalledMs = STALLED_MS,
): Promise<void> {
  res.setTimeout(stalledMs, () => res.destroy());
  res.set({
    'Content-Type': file.mediaType,
    'Content-Disposition': attachment(file.name),
    // A proxy or browser must not keep a copy of what people did.
    'Cache-Control': 'no-store',
  });
  try {
    await write(res);
  } catch (error) {
    if (!(error instanceof ExportAborted)) {
      forgetDownload(res);
      throw error;
    }
  }
}

/** What is answered instead of a file must not look like one. */
function forgetDownload(res: Response): void {
  if (!res.headersSent) {
    res.removeHeader('Content-Type');
    res.removeHeader('Content-Disposition');
  }
}
