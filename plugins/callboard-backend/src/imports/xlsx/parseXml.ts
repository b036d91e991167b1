import { SaxesParser } from 'saxes';
import { createFileError } from '../ImportTable';

/** Receives XML events while parsing. */
export interface XmlHandler {
  /** @param name - without its namespace prefix, as in `close` */
  open(name: string, attributes: Record<string, string>): void;
  close?(name: string): void;
  addText?(text: string): void;
  /** Whether to stop parsing. */
  readonly isDone?: boolean;
}

/** The maximum depth of elements; the parts of a workbook are flat. */
const MAX_DEPTH = 64;

/** The maximum number of attributes; no element of a workbook has half as many. */
const MAX_ATTRIBUTES = 100;

/** The maximum length of a tag or text, in characters; no cell is longer. */
const MAX_TOKEN_LENGTH = 1_000_000;

/**
 * Parses XML in UTF-8 with constant memory. Custom entities are not supported.
 *
 * @throws InputError if a limit is exceeded; Error for malformed XML; any error of `handler`
 */
export async function parseXml(
  bytes: AsyncIterable<Buffer>,
  handler: XmlHandler,
): Promise<void> {
  const parser = new SaxesParser();
  let depth = 0;
  let unfinishedLength = 0;
  let attributeCount = 0;
  const onText = (text: string) => {
    unfinishedLength = 0;
    handler.addText?.(text);
  };
  parser.on('attribute', () => {
    attributeCount += 1;
    if (attributeCount > MAX_ATTRIBUTES) {
      throw createFileError(
        `has an element with more than ${MAX_ATTRIBUTES} attributes`,
      );
    }
  });
  parser.on('opentag', ({ name, attributes }) => {
    unfinishedLength = 0;
    attributeCount = 0;
    depth += 1;
    if (depth > MAX_DEPTH) {
      throw createFileError(`nests elements deeper than ${MAX_DEPTH} levels`);
    }
    handler.open(getLocalName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    handler.close?.(getLocalName(name));
  });
  parser.on('text', onText);
  parser.on('cdata', onText);
  for await (const text of decodeUtf8(bytes)) {
    unfinishedLength += text.length;
    parser.write(text);
    if (handler.isDone) {
      return;
    }
    if (unfinishedLength > MAX_TOKEN_LENGTH) {
      throw createFileError(
        'has a tag or text of more than a million characters',
      );
    }
  }
  parser.close();
}

function getLocalName(name: string): string {
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
