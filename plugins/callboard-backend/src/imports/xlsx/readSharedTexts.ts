import { BadCell } from '../BadCell';
import { Archive } from './Archive';
import { cellText } from './cellText';
import { parseXml } from './parseXml';
import { TextCollector } from './TextCollector';

/**
 * Those of the texts that the sheets of a workbook share that are wanted, by
 * their number. The others are not kept: there can be any number of them.
 */
export async function readSharedTexts(
  archive: Archive,
  part: string | undefined,
  wanted: ReadonlySet<number>,
): Promise<Map<number, string | BadCell>> {
  const texts = new Map<number, string | BadCell>();
  const content =
    part && wanted.size > 0 ? await archive.part(part) : undefined;
  if (content) {
    const collector = new TextCollector();
    let index = 0;
    await parseXml(content, {
      open(name) {
        if (name === 'si') {
          collector.reset();
        } else {
          collector.open(name);
        }
      },
      text: text => collector.add(text),
      close(name) {
        if (name !== 'si') {
          collector.close(name);
          return;
        }
        if (wanted.has(index)) {
          texts.set(index, cellText(collector.text ?? ''));
        }
        index += 1;
      },
      get isDone() {
        return texts.size === wanted.size;
      },
    });
  }
  return texts;
}
