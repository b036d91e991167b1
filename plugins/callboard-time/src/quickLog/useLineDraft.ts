import {
  useZoneToday,
  useWorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useTimeSettings } from '../data/useTimeSettings';
import { readQuickLog, type QuickLog } from './readQuickLog';
import { useItemCalled, type CalledItem } from './useItemCalled';
import type { LogLine } from './useLogLine';

/** The length of a day until the settings are loaded, in minutes. */
const USUAL_DAY = 480;

/** The state of a line while it is typed. */
export interface LineDraft {
  read: QuickLog;
  called: CalledItem | undefined;
  isSearching: boolean;
  searchError: Error | null;
  /** Whether the workspace requires a description and the line has none. */
  lacksWords: boolean;
  isToday: boolean;
  /** The worklog to create; undefined while a part is invalid. */
  line: LogLine | undefined;
}

/**
 * Parses a line of time and finds its work item. Relative days refer to the time zone of the item's
 * workspace.
 *
 * @param workspaces - where to search for work items; at least one
 */
export function useLineDraft(
  text: string,
  workspaces: readonly OwnWorkspace[],
): LineDraft {
  const [defaultWorkspace] = useWorkspaceChoice(workspaces);
  // The identifier does not depend on the date.
  const { identifier } = readQuickLog(text, {
    today: useZoneToday(defaultWorkspace.timezone),
    minutesPerDay: USUAL_DAY,
  });
  const { found, isSearching, error } = useItemCalled(identifier, workspaces);
  const { slug, timezone } = found?.workspace ?? defaultWorkspace;
  const settings = useTimeSettings(slug).data;
  const today = useZoneToday(timezone);
  const read = readQuickLog(text, {
    today,
    minutesPerDay: settings?.minutes_per_day ?? USUAL_DAY,
  });
  const { minutes, date, description, problems } = read;
  const isToday = date === today;
  const lacksWords =
    settings?.require_description === true && description === '';
  return {
    read,
    called: found,
    isSearching,
    searchError: error,
    lacksWords,
    isToday,
    line:
      found && minutes && settings && !lacksWords && problems.length === 0
        ? { ...found, minutes, date, description, isToday }
        : undefined,
  };
}
