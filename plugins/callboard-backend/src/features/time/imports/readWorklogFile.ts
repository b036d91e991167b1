import { MAX_IMPORTED_WORKLOGS } from '@callboard/plugin-callboard-common';
import { UploadedFile } from '../../../http/UploadedFile';
import { readTable } from '../../../imports/readTable';
import { readWorklogTable } from './readWorklogTable';
import { isHeaderOfTool } from './recogniseFormat';
import { WorklogFile } from './WorklogFile';

/**
 * Reads the export of a tool for time, in CSV or XLSX. Holds up nobody meanwhile.
 *
 * @param zone - that of times that name none
 * @throws InputError when it is a file of something else, or is too long
 */
export async function readWorklogFile(
  file: UploadedFile,
  zone: string,
): Promise<WorklogFile> {
  const table = await readTable(
    file,
    { maxRows: MAX_IMPORTED_WORKLOGS, isHeader: isHeaderOfTool },
    { withTimes: true },
  );
  return readWorklogTable(table, zone);
}
