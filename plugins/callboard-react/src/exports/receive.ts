/** How often the bytes on the screen change. */
const NOTICE = 150;

/**
 * Reads a response to its end, however large it is. The browser puts the file
 * together, and keeps a large one on its disk: chunks that the page collected
 * would be in its memory, all of them and twice.
 *
 * @param onBytes - called now and then with the bytes that have arrived
 * @throws when the response breaks off, or when the signal aborts; the connection
 * is closed then
 */
export async function receive(
  response: Response,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Blob> {
  let bytes = 0;
  let noticed = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, passOn) {
      bytes += chunk.byteLength;
      if (Date.now() - noticed >= NOTICE) {
        noticed = Date.now();
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
