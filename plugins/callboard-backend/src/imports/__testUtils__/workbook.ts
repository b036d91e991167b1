import { buildZip, ZipEntry } from './zip';

const TYPES =
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of an XLSX file with one worksheet, for tests to modify. */
export function buildWorkbookParts(parts: {
  /** The content of the worksheet's `sheetData`. */
  rows: string;
  /** The content of the shared strings' `sst`. */
  texts?: string;
  /** The content of the `styleSheet`. */
  styles?: string;
  /** The content of the `workbook` before its sheets. */
  properties?: string;
}): Record<string, string | ZipEntry> {
  const { rows, texts = '', styles = '', properties = '' } = parts;
  return {
    '_rels/.rels': relationships({ rId1: ['officeDocument', 'xl/book.xml'] }),
    'xl/book.xml': `<workbook xmlns:r="${TYPES}">${properties}<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/book.xml.rels': relationships({
      rId1: ['worksheet', '/xl/worksheets/first.xml'],
      rId2: ['sharedStrings', 'sharedStrings.xml'],
      rId3: ['styles', 'styles.xml'],
    }),
    'xl/worksheets/first.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst>${texts}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
  };
}

/** An XLSX file with one worksheet. */
export function buildWorkbook(
  parts: Parameters<typeof buildWorkbookParts>[0],
): Buffer {
  return buildZip(buildWorkbookParts(parts));
}

function relationships(targets: Record<string, [string, string]>): string {
  const list = Object.entries(targets).map(
    ([id, [type, target]]) =>
      `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><Relationships>${list.join(
    '',
  )}</Relationships>`;
}
