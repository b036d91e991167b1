import { SaxesParser } from 'saxes';
import { fileError } from '../fileError';

/** Takes in XML as it is read. */
export interface XmlHandler {
  /** @param name - without its namespace's prefix; so in `close` */
  open(name: string, attributes: Record<string, string>): void;
  close?(name: string): void;
  text?(text: string): void;
  /** Nothing more is wanted. */
  readonly isDone?: boolean;
}

/** Parts of a workbook are flat: no elements are this deep in one another. */
const MAX_DEPTH = 64;

/** No element of a workbook has half as many. */
const MAX_ATTRIBUTES = 100;

/** A tag or text longer than this, in characters, is nobody's cell. */
const MAX_TOKEN = 1_000_000;

/**
 * Parses XML in UTF-8, in memory that does not grow with it. Entities that a
 * document defines itself are not known.
 *
 * @throws InputError for what goes on without end; Error for what is not
 *   well-formed; what `handler` throws
 */
export async function parseXml(
  bytes: AsyncIterable<Buffer>,
  handler: XmlHandler,
): Promise<void> {
  const parser = new SaxesParser();
  let depth = 0;
  let unfinished = 0;
  let attributeCount = 0;
  const onText = (text: string) => {
    unfinished = 0;
    handler.text?.(text);
  };
  parser.on('attribute', () => {
    attributeCount += 1;
    if (attributeCount > MAX_ATTRIBUTES) {
      throw fileError(
        `has an element with more than ${MAX_ATTRIBUTES} attributes`,
      );
    }
  });
  parser.on('opentag', ({ name, attributes }) => {
    unfinished = 0;
    attributeCount = 0;
    depth += 1;
    if (depth > MAX_DEPTH) {
      throw fileError(`nests elements deeper than ${MAX_DEPTH} levels`);
    }
    handler.open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    handler.close?.(localName(name));
  });
  parser.on('text', onText);
  parser.on('cdata', onText);
  for await (const text of decodeUtf8(bytes)) {
    unfinished += text.length;
    parser.write(text);
    if (handler.isDone) {
      return;
    }
    if (unfinished > MAX_TOKEN) {
      throw fileError('has a tag or text of more than a million characters');
    }
  }
  parser.close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** @throws TypeError for bytes that are not UTF-8 */
async function* decodeUtf8(
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of bytes) {
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}
