import { createFileError } from '../createFileError';
import { Archive } from './Archive';
import {
  getBuiltInFormat,
  NumberFormat,
  parseNumberFormat,
} from './parseNumberFormat';
import { parseXml } from './parseXml';

/** Excel itself supports 65,490 styles, and far fewer number formats. */
const MAX_STYLES = 65_536;

/**
 * The number formats of a workbook's cell styles, in order.
 *
 * @throws InputError if it has more than any spreadsheet program writes
 */
export async function readFormats(
  archive: Archive,
  part: string | undefined,
): Promise<NumberFormat[]> {
  const formats: NumberFormat[] = [];
  const custom = new Map<number, NumberFormat>();
  const content = part && (await archive.openPart(part));
  if (content) {
    let isInCells = false;
    await parseXml(content, {
      open(name, { numFmtId = '0', formatCode = '' }) {
        const id = Number(numFmtId);
        if (name === 'numFmt') {
          custom.set(id, parseNumberFormat(formatCode));
        } else if (name === 'cellXfs') {
          isInCells = true;
        } else if (name === 'xf' && isInCells) {
          formats.push(custom.get(id) ?? getBuiltInFormat(id));
        }
        if (formats.length > MAX_STYLES || custom.size > MAX_STYLES) {
          throw createFileError(`has more than ${MAX_STYLES} cell styles`);
        }
      },
      close(name) {
        isInCells &&= name !== 'cellXfs';
      },
    });
  }
  return formats;
}
