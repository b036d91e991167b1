import { WorkspaceRow } from '../../../access/rows';
import { cutText } from '../../../database/cutText';
import { getDateInZone } from '../../../database/zones';
import { removeUnprintable } from '../../../exports';

/** Some systems reject longer file names. */
const MAX_TITLE = 80;

/**
 * The name of a file: its title and today's date in the zone of the workspace.
 *
 * @param now - milliseconds since 1970
 */
export function toFileName(
  title: string,
  extension: string,
  { workspace, now }: { workspace: WorkspaceRow; now: number },
): string {
  const words = removeUnprintable(title).replace(/\s+/gu, '_');
  const today = getDateInZone(now, workspace.timezone);
  return `${cutText(words, MAX_TITLE)}_${today}.${extension}`;
}
