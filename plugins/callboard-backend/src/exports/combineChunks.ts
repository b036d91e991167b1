/** Each chunk is written at once; many small ones would cost a packet each. */
const CHUNK = 64 * 1024;

/** Combines short texts into chunks of some 64 K characters. */
export async function* combineChunks(
  texts: AsyncIterable<string>,
): AsyncGenerator<string, void> {
  let chunk = '';
  for await (const text of texts) {
    chunk += text;
    if (chunk.length >= CHUNK) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk) {
    yield chunk;
  }
}
