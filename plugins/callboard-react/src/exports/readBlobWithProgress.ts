/** The interval of progress updates, in milliseconds. */
const PROGRESS_INTERVAL_MS = 150;

/**
 * Reads a response of any size to its end. The browser assembles the file and stores a large one on
 * disk. If the page collected the chunks itself, the whole file would be in memory twice.
 *
 * @param onBytes - called periodically with the number of bytes received
 * @throws when the response is interrupted, or when the signal aborts; the connection is then
 * closed
 */
export async function readBlobWithProgress(
  response: Response,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Blob> {
  let bytes = 0;
  let reportedAt = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, passOn) {
      bytes += chunk.byteLength;
      if (Date.now() - reportedAt >= PROGRESS_INTERVAL_MS) {
        reportedAt = Date.now();
        onBytes(bytes);
      }
      passOn.enqueue(chunk);
    },
  });
  const counted = response.body!.pipeThrough(counter, { signal });
  const type = response.headers.get('content-type');
  return new Response(counted, {
    headers: type === null ? {} : { 'content-type': type },
  }).blob();
}
