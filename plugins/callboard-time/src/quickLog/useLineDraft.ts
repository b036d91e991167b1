import {
  useTodayIn,
  useWorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useTimeSettings } from '../data/useTimeSettings';
import { readQuickLog, type QuickLog } from './readQuickLog';
import { useItemCalled, type CalledItem } from './useItemCalled';
import type { LogLine } from './useLogLine';

/** How long a day is while that is being asked for, in minutes. */
const USUAL_DAY = 480;

/** A line while it is typed, and what is known of it. */
export interface LineDraft {
  read: QuickLog;
  called: CalledItem | undefined;
  isSearching: boolean;
  searchError: Error | null;
  /** The workspace wants a description, and there is none. */
  lacksWords: boolean;
  isToday: boolean;
  /** The line as it would be logged; undefined while something is wrong. */
  line: LogLine | undefined;
}

/**
 * What is understood of a line of time. Its words for days are about the days of the
 * workspace that its item is in.
 *
 * @param workspaces - in which items are looked for; at least one
 */
export function useLineDraft(
  text: string,
  workspaces: readonly OwnWorkspace[],
): LineDraft {
  const [usual] = useWorkspaceChoice(workspaces);
  // What an item is called depends on no day.
  const { identifier } = readQuickLog(text, {
    today: useTodayIn(usual.timezone),
    minutesPerDay: USUAL_DAY,
  });
  const { found, isSearching, error } = useItemCalled(identifier, workspaces);
  const { slug, timezone } = found?.workspace ?? usual;
  const settings = useTimeSettings(slug).data;
  const today = useTodayIn(timezone);
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
