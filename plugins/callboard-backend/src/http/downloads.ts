import { Response } from 'express';
import { Access, Endpoint } from '@callboard/plugin-callboard-common';
import { Writable } from 'stream';
import { getDateInZone } from '../database/zones';
import { formatAttachmentHeader, ExportAborted, TableFormat } from '../exports';
import { Clock } from '../kernel/clock';
import { ContractRouter } from './ContractRouter';
import { HandlerContext } from './Handler';

type WorkspaceEndpoint = Endpoint & {
  readonly access: Extract<Access, { kind: 'workspace' }>;
};

/**
 * Binds the downloads of one list in every format. The file names consist of the list's title and
 * today's date in the workspace's zone.
 */
export function bindTableDownloads<E extends WorkspaceEndpoint>(
  router: ContractRouter,
  clock: Clock,
  list: {
    title: string;
    endpoints: Record<TableFormat, E>;
    /** Writes the file and ends the output. */
    write: (
      format: TableFormat,
      context: HandlerContext<E>,
      output: Writable,
    ) => Promise<void>;
  },
): void {
  for (const format of ['csv', 'xlsx'] as const) {
    const endpoint = list.endpoints[format];
    router.download(endpoint, async (context, res) => {
      const today = getDateInZone(clock.now(), context.workspace.timezone);
      await sendDownload(
        res,
        {
          name: `${list.title}_${today}.${format}`,
          mediaType: endpoint.download!,
        },
        output => list.write(format, context, output),
      );
    });
  }
}

/**
 * The interval at which the server checks the progress of a client. Concurrent downloads are
 * limited, so a client that stops reading would keep other users from downloading.
 */
const PROGRESS_MS = 2 * 60_000;

/**
 * A client that reads less than this in `PROGRESS_MS`, although more data waits for it, is
 * disconnected.
 */
const MIN_PROGRESS_BYTES = 256 * 1024;

/**
 * Streams a file to the client while `write` creates it. An error before the first byte becomes an
 * error response. Throws nothing if the client disconnects, or if the server disconnects a slow
 * client.
 *
 * @param file - if the file has an ETag, a client that sends the ETag back gets 304
 * @param write - writes the file and ends the output
 */
export async function sendDownload(
  res: Response,
  file: { name: string; mediaType: string; etag?: string },
  write: (output: Response) => Promise<void>,
  progressMs = PROGRESS_MS,
): Promise<void> {
  res.set({
    'Content-Type': file.mediaType,
    'Content-Disposition': formatAttachmentHeader(file.name),
    // A proxy or browser must not cache personal data. A client may cache a file with an ETag, but
    // must revalidate it.
    'Cache-Control': file.etag ? 'private, no-cache' : 'no-store',
    ...(file.etag && { ETag: file.etag }),
  });
  if (file.etag && res.req.fresh) {
    res.status(304).end();
    return;
  }
  const progressTimer = setInterval(createProgressCheck(res), progressMs);
  try {
    await write(res);
  } catch (error) {
    if (!(error instanceof ExportAborted)) throw error;
  } finally {
    clearInterval(progressTimer);
  }
}

/**
 * Creates a check that closes the connection of a client that read too little since the last check.
 */
function createProgressCheck(res: Response): () => void {
  let wasWaiting = false;
  let sentBytes = 0;
  return () => {
    const { socket } = res;
    if (!socket) return;
    const isWaiting = res.writableLength > 0;
    const currentBytes = socket.bytesWritten - socket.writableLength;
    if (
      wasWaiting &&
      isWaiting &&
      currentBytes - sentBytes < MIN_PROGRESS_BYTES
    ) {
      res.destroy();
    }
    wasWaiting = isWaiting;
    sentBytes = currentBytes;
  };
}
