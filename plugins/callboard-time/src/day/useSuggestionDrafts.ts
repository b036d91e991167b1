import {
  writeDuration,
  type TimeSuggestion,
} from '@callboard/plugin-callboard-common';
import { useState } from 'react';
import { useSettingsOf } from '../data/useSettingsOf';
import { readTypedDuration } from '../duration/readTypedDuration';
import type { AcceptedSuggestion } from './useAcceptSuggestions';

/** The fields of a suggestion that people can change before they accept it, as typed. */
export interface SuggestionDraft {
  duration: string;
  description: string;
}

/** How a suggestion stands: as it is typed, and by the rules of its own workspace. */
export interface DraftedSuggestion {
  suggestion: TimeSuggestion;
  draft: SuggestionDraft;
  minutesPerDay: number;
  requiresWords: boolean;
  /** Whether its workspace wants a description, and it has none. */
  lacksWords: boolean;
  /** As it would be accepted; undefined while its duration cannot be read. */
  accepted: AcceptedSuggestion | undefined;
}

/**
 * Suggestions while their durations and descriptions are typed.
 *
 * @param minutesPerDay - how long a working day is, until that of their own workspaces is known
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
  const settings = useSettingsOf(
    suggestions.map(({ workspace_slug }) => workspace_slug),
  );
  const drafted = suggestions.map(suggestion => {
    const rules = settings.get(suggestion.workspace_slug);
    const ownDay = rules?.minutes_per_day ?? minutesPerDay;
    const requiresWords = rules?.require_description ?? false;
    const draft = {
      duration: writeDuration(suggestion.minutes),
      description: suggestion.description ?? '',
      ...typed.get(suggestion.id),
    };
    const { minutes } = readTypedDuration(draft.duration, ownDay);
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
