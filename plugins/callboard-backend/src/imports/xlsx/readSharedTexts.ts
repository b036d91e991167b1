import { BadCell } from '../BadCell';
import { createTooMuchTextError } from '../createTooMuchTextError';
import { MAX_TEXT_LENGTH } from '../limits';
import { Archive } from './Archive';
import { decodeCellText } from './decodeCellText';
import { parseXml } from './parseXml';
import { TextCollector } from './TextCollector';

/**
 * The requested shared texts of a workbook, by number. Others are discarded, because their number
 * is unlimited.
 *
 * @throws InputError if they are too long in total
 */
export async function readSharedTexts(
  archive: Archive,
  part: string | undefined,
  indexes: ReadonlySet<number>,
): Promise<Map<number, string | BadCell>> {
  const texts = new Map<number, string | BadCell>();
  const content =
    part && indexes.size > 0 ? await archive.openPart(part) : undefined;
  if (content) {
    const collector = new TextCollector();
    let index = 0;
    let length = 0;
    await parseXml(content, {
      open(name) {
        if (name === 'si') {
          collector.reset();
        } else {
          collector.open(name);
        }
      },
      addText: text => collector.add(text),
      close(name) {
        if (name !== 'si') {
          collector.close(name);
          return;
        }
        if (indexes.has(index)) {
          const text = decodeCellText(collector.text ?? '');
          texts.set(index, text);
          length += typeof text === 'string' ? text.length : 0;
        }
        if (length > MAX_TEXT_LENGTH) {
          throw createTooMuchTextError();
        }
        index += 1;
      },
      get isDone() {
        return texts.size === indexes.size;
      },
    });
  }
  return texts;
}
