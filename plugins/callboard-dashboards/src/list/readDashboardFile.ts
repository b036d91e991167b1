import {
  exportedDashboard,
  type ExportedDashboard,
} from '@callboard/plugin-callboard-common';

/** The maximum size of a file, just below the API's limit for a request body (1 MiB). */
export const MAX_FILE_BYTES = 1_000_000;

/** The newest supported version of the file format. */
const SUPPORTED_VERSION = 1;

/** The maximum length of an error's text. */
const MAX_REASON_LENGTH = 120;

export interface FileProblem {
  /** The path in the file, such as `widgets[3].config.x_axis`; empty for the whole file. */
  field: string;
  reason: string;
}

/** The result of reading a file: a dashboard, or the reason for failure. */
export type DashboardFileResult =
  | { dashboard: ExportedDashboard }
  | { failure: 'tooLarge' | 'unreadable' | 'noJson' | 'noDashboard' | 'newer' }
  | { problems: FileProblem[] };

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

/** Truncates a reason, because some reasons list all valid values. */
function truncateReason(reason: string): string {
  return reason.length > MAX_REASON_LENGTH
    ? `${reason.slice(0, MAX_REASON_LENGTH)}…`
    : reason;
}

export async function readDashboardFile(
  file: Pick<File, 'size' | 'text'>,
): Promise<DashboardFileResult> {
  if (file.size > MAX_FILE_BYTES) {
    return { failure: 'tooLarge' };
  }
  let text: string;
  try {
    text = await file.text();
  } catch {
    // The file may have been changed or moved since it was chosen.
    return { failure: 'unreadable' };
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { failure: 'noJson' };
  }
  const version = getVersion(content);
  if (version === undefined) {
    return { failure: 'noDashboard' };
  }
  if (typeof version === 'number' && version > SUPPORTED_VERSION) {
    return { failure: 'newer' };
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
