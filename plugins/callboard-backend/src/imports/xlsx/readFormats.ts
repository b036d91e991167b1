import { Archive } from './Archive';
import { builtInFormat, NumberFormat, numberFormat } from './numberFormat';
import { parseXml } from './parseXml';

/** The number formats of a workbook's cell styles, in their order. */
export async function readFormats(
  archive: Archive,
  part: string | undefined,
): Promise<NumberFormat[]> {
  const formats: NumberFormat[] = [];
  const custom = new Map<string, NumberFormat>();
  const content = part && (await archive.part(part));
  if (content) {
    let isInCells = false;
    await parseXml(content, {
      open(name, { numFmtId: id = '0', formatCode = '' }) {
        if (name === 'numFmt') {
          custom.set(id, numberFormat(formatCode));
        } else if (name === 'cellXfs') {
          isInCells = true;
        } else if (name === 'xf' && isInCells) {
          formats.push(custom.get(id) ?? builtInFormat(Number(id)));
        }
      },
      close(name) {
        isInCells &&= name !== 'cellXfs';
      },
    });
  }
  return formats;
}
