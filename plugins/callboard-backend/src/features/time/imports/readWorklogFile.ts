import { MAX_IMPORTED_WORKLOGS } from '@callboard/plugin-callboard-common';
import { UploadedFile } from '../../../http/UploadedFile';
import { readTable } from '../../../imports/readTable';
import { readWorklogTable } from './readWorklogTable';
import { isToolHeader } from './recogniseFormat';
import { WorklogFile } from './WorklogFile';

/**
 * Parses the export of a time tracking tool, in CSV or XLSX, without blocking the event loop.
 *
 * @param zone - the zone of times without one
 * @throws InputError when the file has another format, or is too long
 */
export async function readWorklogFile(
  file: UploadedFile,
  zone: string,
): Promise<WorklogFile> {
  const table = await readTable(
    file,
    { maxRows: MAX_IMPORTED_WORKLOGS, isHeader: isToolHeader },
    { withTimes: true },
  );
  return readWorklogTable(table, zone);
}
