/** The code of the error for bytes that are not UTF-8. */
export const NOT_UTF8 = 'ERR_ENCODING_INVALID_ENCODED_DATA';

/**
 * The text of bytes in UTF-8, without a byte order mark.
 *
 * @throws TypeError with the code `NOT_UTF8`
 */
export async function* decodeUtf8(
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of bytes) {
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}
