import { Archive } from './Archive';
import { parseXml } from './parseXml';
import { readRelationships } from './readRelationships';

/** The part of a sheet, and the parts that its cells refer to. */
export interface WorksheetParts {
  worksheet: string;
  styles?: string;
  sharedTexts?: string;
  /** Whether days are counted from 1904, as in old Excel versions for Macintosh. */
  is1904: boolean;
}

/** The maximum number of sheets examined. */
const MAX_SHEETS = 20;

/** The first visible sheets. */
export async function findWorksheets(
  archive: Archive,
): Promise<WorksheetParts[]> {
  const workbook = (await readRelationships(archive, '')).find(
    ({ type }) => type === 'officeDocument',
  )?.target;
  const content = workbook && (await archive.openPart(workbook));
  if (!content) {
    return [];
  }
  const sheetIds: string[] = [];
  let is1904 = false;
  await parseXml(content, {
    open(name, attributes) {
      if (name === 'workbookPr') {
        is1904 = ['1', 'true'].includes(attributes.date1904);
      }
      const { state = 'visible' } = attributes;
      const isShown = name === 'sheet' && state === 'visible';
      if (isShown && sheetIds.length < MAX_SHEETS) {
        sheetIds.push(getRelationshipId(attributes));
      }
    },
  });
  const related = await readRelationships(archive, workbook);
  const findTarget = (path: string) =>
    related.find(({ type }) => type === path)?.target;
  const worksheets = new Map(
    related
      .filter(({ type }) => type === 'worksheet')
      .map(({ id, target }) => [id, target]),
  );
  return sheetIds
    .filter(id => worksheets.has(id))
    .map(id => ({
      worksheet: worksheets.get(id)!,
      styles: findTarget('styles'),
      sharedTexts: findTarget('sharedStrings'),
      is1904,
    }));
}

/** `r:id`, with any namespace prefix. */
function getRelationshipId(attributes: Record<string, string>): string {
  const name = Object.keys(attributes).find(key => key.endsWith(':id'));
  return name ? attributes[name] : '';
}
