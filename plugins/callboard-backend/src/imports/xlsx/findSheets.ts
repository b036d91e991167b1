import { Archive } from './Archive';
import { parseXml } from './parseXml';
import { readRelationships } from './readRelationships';

/** Where a sheet of a workbook lies, and what its cells refer to. */
export interface SheetParts {
  sheet: string;
  styles?: string;
  sharedTexts?: string;
  /** Days are counted from 1904, as by Excel on a Macintosh once. */
  is1904: boolean;
}

/** A table further behind is not looked for. */
const MAX_SHEETS = 20;

/**
 * The first sheets that a person sees.
 */
export async function findSheets(archive: Archive): Promise<SheetParts[]> {
  const workbook = (await readRelationships(archive, '')).find(
    ({ type }) => type === 'officeDocument',
  )?.target;
  const content = workbook && (await archive.part(workbook));
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
        sheetIds.push(relationshipOf(attributes));
      }
    },
  });
  const related = await readRelationships(archive, workbook);
  const targetOf = (path: string) =>
    related.find(({ type }) => type === path)?.target;
  const worksheets = new Map(
    related
      .filter(({ type }) => type === 'worksheet')
      .map(({ id, target }) => [id, target]),
  );
  return sheetIds
    .filter(id => worksheets.has(id))
    .map(id => ({
      sheet: worksheets.get(id)!,
      styles: targetOf('styles'),
      sharedTexts: targetOf('sharedStrings'),
      is1904,
    }));
}

/** `r:id`, whatever prefix stands for the namespace. */
function relationshipOf(attributes: Record<string, string>): string {
  const name = Object.keys(attributes).find(key => key.endsWith(':id'));
  return name ? attributes[name] : '';
}
