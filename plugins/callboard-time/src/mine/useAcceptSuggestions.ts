import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type TimeSuggestion,
  type Worklog,
  formatDuration,
} from '@callboard/plugin-callboard-common';
import {
  getFieldProblems,
  useAttempt,
  useCallboardClient,
  useEndpointMutation,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useState } from 'react';
import { useRefreshTime } from '../data/refreshTime';
import { useTimeSettingsBySlug } from '../data/timeQueries';
import { parseDurationInput } from '../entries/DurationField';
import { toWorklogParams } from '../entries/entryMutations';
import { callboardTimeTranslationRef } from '../translation';

export interface SuggestionInput {
  duration: string;
  description: string;
}

/** The form of a suggestion, validated with the settings of the suggestion's workspace. */
export interface SuggestionForm {
  suggestion: TimeSuggestion;
  input: SuggestionInput;
  minutesPerDay: number;
  requiresDescription: boolean;
  isDescriptionMissing: boolean;
  /** Undefined while the duration is invalid. */
  valuesToLog: AcceptedSuggestion | undefined;
}

/** Returns the forms of suggestions. `minutesPerDay` applies until their settings are loaded. */
export function useSuggestionForms(
  suggestions: readonly TimeSuggestion[],
  minutesPerDay: number,
) {
  const [edits, setEdits] = useState<
    ReadonlyMap<string, Partial<SuggestionInput>>
  >(new Map());
  const settings = useTimeSettingsBySlug(
    suggestions.map(({ workspace_slug }) => workspace_slug),
  );
  const forms = suggestions.map((suggestion): SuggestionForm => {
    const rules = settings.get(suggestion.workspace_slug);
    const dayLength = rules?.minutes_per_day ?? minutesPerDay;
    const requiresDescription = rules?.require_description ?? false;
    const input = {
      duration: formatDuration(suggestion.minutes),
      description: suggestion.description ?? '',
      ...edits.get(suggestion.id),
    };
    const { minutes } = parseDurationInput(input.duration, dayLength);
    const description = input.description.trim();
    return {
      suggestion,
      input,
      minutesPerDay: dayLength,
      requiresDescription,
      isDescriptionMissing: requiresDescription && !description,
      valuesToLog: minutes ? { suggestion, minutes, description } : undefined,
    };
  });
  return {
    forms,
    change: (id: string, patch: Partial<SuggestionInput>) =>
      setEdits(all => new Map(all).set(id, { ...all.get(id), ...patch })),
  };
}

export interface AcceptedSuggestion {
  suggestion: TimeSuggestion;
  minutes: number;
  description: string;
}

export interface SuggestionProblems {
  minutes?: string;
  description?: string;
}

/** The suggestions to log now, and those that lack a required description. */
interface Acceptance {
  accepted: readonly AcceptedSuggestion[];
  incomplete: readonly TimeSuggestion[];
}

function groupProblems(
  error: unknown,
  accepted: readonly AcceptedSuggestion[],
): ReadonlyMap<string, SuggestionProblems> {
  const problems = new Map<string, SuggestionProblems>();
  for (const { field, reason } of getFieldProblems(error)) {
    // For example, `body.items[0].minutes`.
    const [, index, part] = /^body\.items\[(\d+)\]\.?(.*)/.exec(field) ?? [];
    const id = index && accepted[Number(index)]?.suggestion.id;
    if (id) {
      // All other errors are shown at the duration field.
      const name = part === 'description' ? 'description' : 'minutes';
      problems.set(id, { [name]: reason, ...problems.get(id) });
    }
  }
  return problems;
}

/**
 * Logs suggestions, and offers an undo that deletes the new worklogs. The worklogs of timers have
 * no undo: accepting deletes the timer's unlogged time, so an undo could not restore the
 * suggestion.
 */
export function useAcceptSuggestions(date: string) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const client = useCallboardClient();
  const refresh = useRefreshTime();
  const notify = useToast();
  const attempt = useAttempt();
  const formatMissingDescriptions = (suggestions: readonly TimeSuggestion[]) =>
    suggestions.length > 0
      ? t('suggestions.missingWords', {
          items: suggestions
            .map(({ work_item }) => work_item.identifier)
            .join(', '),
        })
      : undefined;

  const undo = async (
    worklogs: readonly Worklog[],
    accepted: readonly AcceptedSuggestion[],
  ) => {
    const slugs = new Map(
      accepted.map(({ suggestion }) => [
        suggestion.project_id,
        suggestion.workspace_slug,
      ]),
    );
    await attempt(async () => {
      for (const worklog of worklogs) {
        await client.call(endpoints.deleteWorklog, {
          params: toWorklogParams(slugs.get(worklog.project_id)!, worklog),
        });
      }
    }, t('suggestions.undoFailed'));
    refresh();
  };
  const { mutate, isPending, error, variables } = useEndpointMutation(
    endpoints.acceptTimeSuggestions,
    {
      toRequest: ({ accepted }: Acceptance) => ({
        body: {
          date,
          items: accepted.map(({ suggestion, minutes, description }) => ({
            id: suggestion.id,
            minutes,
            // The server would replace a null by the suggested description.
            description,
          })),
        },
      }),
      toFailureTitle: () => t('suggestions.failed'),
      onSuccess: ({ worklogs }, { accepted, incomplete }) => {
        // The worklogs are in the order of the suggestions.
        const undoable = worklogs.filter(
          (_, index) => accepted[index].suggestion.kind !== 'timer',
        );
        notify({
          status: 'success',
          title: t('suggestions.accepted', { count: worklogs.length }),
          description: formatMissingDescriptions(incomplete),
          onUndo:
            undoable.length > 0 ? () => undo(undoable, accepted) : undefined,
        });
      },
      onSettled: refresh,
    },
  );
  return {
    accept: (
      accepted: readonly AcceptedSuggestion[],
      incomplete: readonly TimeSuggestion[] = [],
    ) =>
      accepted.length > 0
        ? mutate({ accepted, incomplete })
        : notify({
            status: 'info',
            title: t('suggestions.failed'),
            description: formatMissingDescriptions(incomplete),
          }),
    isBusy: isPending,
    problems: groupProblems(error, variables?.accepted ?? []),
  };
}
