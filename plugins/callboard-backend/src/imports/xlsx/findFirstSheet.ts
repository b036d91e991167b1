import { fileError } from '../fileError';
import { Archive } from './Archive';
import { parseXml } from './parseXml';
import { readRelationships } from './readRelationships';

/** Where the first sheet of a workbook lies, and what its cells refer to. */
export interface SheetParts {
  sheet: string;
  styles?: string;
  sharedTexts?: string;
  /** Days are counted from 1904, as by Excel on a Macintosh once. */
  is1904: boolean;
}

const MAX_SHEETS = 10_000;

/**
 * The first sheet that a person sees; undefined when there is none.
 *
 * @throws InputError when there are more sheets than any workbook has
 */
export async function findFirstSheet(
  archive: Archive,
): Promise<SheetParts | undefined> {
  const workbook = (await readRelationships(archive, '')).find(
    ({ type }) => type === 'officeDocument',
  )?.target;
  const content = workbook && (await archive.part(workbook));
  if (!content) {
    return undefined;
  }
  const sheetIds: string[] = [];
  let is1904 = false;
  await parseXml(content, {
    open(name, attributes) {
      if (name === 'workbookPr') {
        is1904 = ['1', 'true'].includes(attributes.date1904);
      }
      const { state = 'visible' } = attributes;
      if (name === 'sheet' && state === 'visible') {
        sheetIds.push(relationshipOf(attributes));
      }
      if (sheetIds.length > MAX_SHEETS) {
        throw fileError(`has more than ${MAX_SHEETS} sheets`);
      }
    },
  });
  const related = await readRelationships(archive, workbook);
  const targetOf = (wanted: string) =>
    related.find(({ type }) => type === wanted)?.target;
  const worksheets = new Map(
    related
      .filter(({ type }) => type === 'worksheet')
      .map(({ id, target }) => [id, target]),
  );
  const first = sheetIds.find(id => worksheets.has(id));
  return first === undefined
    ? undefined
    : {
        sheet: worksheets.get(first)!,
        styles: targetOf('styles'),
        sharedTexts: targetOf('sharedStrings'),
        is1904,
      };
}

/** `r:id`, whatever prefix stands for the namespace. */
function relationshipOf(attributes: Record<string, string>): string {
  const name = Object.keys(attributes).find(key => key.endsWith(':id'));
  return name ? attributes[name] : '';
}
