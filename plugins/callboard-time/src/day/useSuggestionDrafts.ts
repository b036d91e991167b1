import {
  formatDuration,
  type TimeSuggestion,
} from '@callboard/plugin-callboard-common';
import { useState } from 'react';
import { useTimeSettingsBySlug } from '../data/useTimeSettingsBySlug';
import { parseDurationInput } from '../duration/parseDurationInput';
import type { AcceptedSuggestion } from './useAcceptSuggestions';

/** The editable fields of a suggestion, as raw text. */
export interface SuggestionDraft {
  duration: string;
  description: string;
}

/** A suggestion with its draft, parsed with its own workspace's settings. */
export interface DraftedSuggestion {
  suggestion: TimeSuggestion;
  draft: SuggestionDraft;
  minutesPerDay: number;
  requiresWords: boolean;
  /** Whether the workspace requires a description and the draft has none. */
  lacksWords: boolean;
  /** The values to log; undefined while the duration is invalid. */
  accepted: AcceptedSuggestion | undefined;
}

/**
 * The drafts of suggestions.
 *
 * @param minutesPerDay - the length of a working day, until the settings of their own workspaces
 * are loaded
 */
export function useSuggestionDrafts(
  suggestions: readonly TimeSuggestion[],
  minutesPerDay: number,
): {
  drafted: DraftedSuggestion[];
  change: (id: string, patch: Partial<SuggestionDraft>) => void;
} {
  const [typed, setTyped] = useState<
    ReadonlyMap<string, Partial<SuggestionDraft>>
  >(new Map());
  const settings = useTimeSettingsBySlug(
    suggestions.map(({ workspace_slug }) => workspace_slug),
  );
  const drafted = suggestions.map(suggestion => {
    const rules = settings.get(suggestion.workspace_slug);
    const ownDay = rules?.minutes_per_day ?? minutesPerDay;
    const requiresWords = rules?.require_description ?? false;
    const draft = {
      duration: formatDuration(suggestion.minutes),
      description: suggestion.description ?? '',
      ...typed.get(suggestion.id),
    };
    const { minutes } = parseDurationInput(draft.duration, ownDay);
    const description = draft.description.trim();
    return {
      suggestion,
      draft,
      minutesPerDay: ownDay,
      requiresWords,
      lacksWords: requiresWords && !description,
      accepted: minutes ? { suggestion, minutes, description } : undefined,
    };
  });
  return {
    drafted,
    change: (id, patch) =>
      setTyped(all => new Map(all).set(id, { ...all.get(id), ...patch })),
  };
}
