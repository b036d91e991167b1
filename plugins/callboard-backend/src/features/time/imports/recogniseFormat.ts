import { minBy } from 'lodash';
import { createFileError } from '../../../imports/createFileError';
import { worklogFileFormats } from './formats/worklogFileFormats';
import { WorklogFileFormat } from './WorklogFileFormat';

/**
 * Detects the format of a file by its columns.
 *
 * @throws InputError when no format matches, or several do
 */
export function recogniseFormat(columns: readonly string[]): WorklogFileFormat {
  const getMissingColumns = (format: WorklogFileFormat) =>
    findMissingColumns(format, columns);
  const found = worklogFileFormats.filter(
    format => getMissingColumns(format).length === 0,
  );
  if (found.length > 1) {
    throw createFileError(
      `matches several formats (${formatTitles(
        found,
      )}). Remove the columns of the others`,
    );
  }
  if (found.length === 0) {
    const nearest = minBy(
      worklogFileFormats,
      one => getMissingColumns(one).length,
    )!;
    throw createFileError(
      `does not match a supported format (${formatTitles(
        worklogFileFormats,
      )}). The closest format is ${
        nearest.title
      }; missing columns: ${getMissingColumns(nearest).join(', ')}`,
    );
  }
  return found[0];
}

/** Whether a row is the header of a supported format. */
export function isToolHeader(columns: readonly string[]): boolean {
  return worklogFileFormats.some(
    format => findMissingColumns(format, columns).length === 0,
  );
}

function findMissingColumns(
  { signature }: WorklogFileFormat,
  columns: readonly string[],
): string[] {
  return signature.filter(column => !columns.includes(column));
}

function formatTitles(formats: readonly WorklogFileFormat[]): string {
  return formats.map(({ title }) => title).join(', ');
}
