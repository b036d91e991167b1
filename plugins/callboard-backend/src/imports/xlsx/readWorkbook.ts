import { InvalidRequestError } from '../../http/errors';
import { BadCell } from '../BadCell';
import { fileError } from '../fileError';
import { MAX_TEXT_LENGTH } from '../limits';
import { RawRow } from '../RawRow';
import { Archive } from './Archive';
import { findFirstSheet } from './findFirstSheet';
import { parseXml } from './parseXml';
import { readFormats } from './readFormats';
import { readSharedTexts } from './readSharedTexts';
import { SheetReader, SheetRow } from './SheetReader';

const UNREADABLE = 'is not an XLSX spreadsheet, or is damaged';

/**
 * The rows with something in them of the first sheet of an XLSX file, the
 * header among them. Reads no further than one row too many.
 *
 * @param limits - the rows there may be below the header
 * @throws InputError for what is no such file, or is too large
 */
export async function readWorkbook(
  path: string,
  limits: { maxRows: number },
): Promise<RawRow[]> {
  let archive: Archive | undefined;
  try {
    archive = await Archive.open(path);
    return await rowsOf(archive, limits.maxRows);
  } catch (error) {
    throw isFault(error) ? error : fileError(UNREADABLE);
  } finally {
    archive?.close();
  }
}

/** Whether an error says more than that the file is not as it should be. */
function isFault(error: unknown): boolean {
  return error instanceof InvalidRequestError || 'syscall' in (error as object);
}

async function rowsOf(archive: Archive, maxRows: number): Promise<RawRow[]> {
  const parts = await findFirstSheet(archive);
  const formats = await readFormats(archive, parts?.styles);
  const content = parts && (await archive.part(parts.sheet));
  if (!content) {
    throw fileError(UNREADABLE);
  }
  const { is1904 } = parts;
  const mostRows = maxRows + 1;
  const sheet = new SheetReader({ formats, is1904 }, mostRows + 1);
  await parseXml(content, sheet);
  if (sheet.rows.length > mostRows) {
    throw fileError(`has more than ${maxRows} rows`);
  }
  return withTexts(archive, parts.sharedTexts, sheet.rows);
}

/** Puts the shared texts into the cells that show them. */
async function withTexts(
  archive: Archive,
  part: string | undefined,
  rows: SheetRow[],
): Promise<RawRow[]> {
  const wanted = new Set<number>();
  for (const { cells } of rows) {
    for (const cell of cells) {
      if (typeof cell === 'number') {
        wanted.add(cell);
      }
    }
  }
  const texts = await readSharedTexts(archive, part, wanted);
  const missing = new BadCell('refers to a text that is not in the file');
  let length = 0;
  return rows.map(({ row, cells }) => ({
    row,
    cells: Array.from(cells, cell => {
      const text = typeof cell === 'number' ? texts.get(cell) ?? missing : cell;
      length += typeof text === 'string' ? text.length : 0;
      if (length > MAX_TEXT_LENGTH) {
        throw fileError('is too large when unpacked');
      }
      return text;
    }),
  }));
}
