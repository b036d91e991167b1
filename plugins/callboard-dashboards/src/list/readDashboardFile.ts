import {
  exportedDashboard,
  type ExportedDashboard,
} from '@callboard/plugin-callboard-common';

/** The limit of the API. */
export const MAX_FILE_BYTES = 1_000_000;

/** The version of files that this can read. */
const VERSION = 1;

/** The maximum length of an error's text. */
const MAX_REASON = 120;

/** An error in a file. */
export interface FileProblem {
  /** The path in the file, such as `widgets[3].config.x_axis`; empty for the whole file. */
  field: string;
  reason: string;
}

/** The result of reading a file: a dashboard, or the reason for failure. */
export type ReadFile =
  | { dashboard: ExportedDashboard }
  | { trouble: 'tooLarge' | 'unreadable' | 'noJson' | 'noDashboard' | 'newer' }
  | { problems: FileProblem[] };

/** Names a field as it appears in a file. */
function formatFieldPath(path: readonly PropertyKey[]): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function getVersion(content: unknown): unknown {
  const isObject =
    typeof content === 'object' && content !== null && !Array.isArray(content);
  return isObject && 'callboard_dashboard' in content
    ? content.callboard_dashboard
    : undefined;
}

/** Some reasons list all valid values. */
function truncateReason(reason: string): string {
  return reason.length > MAX_REASON
    ? `${reason.slice(0, MAX_REASON)}…`
    : reason;
}

/** Reads a dashboard from the selected file. */
export async function readDashboardFile(
  file: Pick<File, 'size' | 'text'>,
): Promise<ReadFile> {
  if (file.size > MAX_FILE_BYTES) {
    return { trouble: 'tooLarge' };
  }
  let text: string;
  try {
    text = await file.text();
  } catch {
    // The file has been changed or moved since it was chosen.
    return { trouble: 'unreadable' };
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { trouble: 'noJson' };
  }
  const version = getVersion(content);
  if (version === undefined) {
    return { trouble: 'noDashboard' };
  }
  if (typeof version === 'number' && version > VERSION) {
    return { trouble: 'newer' };
  }
  const { data, error } = exportedDashboard.safeParse(content);
  return data
    ? { dashboard: data }
    : {
        problems: (error?.issues ?? []).map(({ path, message }) => ({
          field: formatFieldPath(path),
          reason: truncateReason(message),
        })),
      };
}
