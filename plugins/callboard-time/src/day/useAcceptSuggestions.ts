import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type TimeSuggestion,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import {
  getFieldProblems,
  getProblems,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refreshTime } from '../data/refreshTime';
import { callboardTimeTranslationRef } from '../translation';

/** A suggestion with the values to log. */
export interface AcceptedSuggestion {
  suggestion: TimeSuggestion;
  minutes: number;
  /** Empty for no description. */
  description: string;
}

/** The server's validation errors of a suggestion, by field. */
export interface SuggestionProblems {
  minutes?: string;
  description?: string;
}

/** The suggestions to log now, and those that lack a required description. */
interface Acceptance {
  accepted: readonly AcceptedSuggestion[];
  wordless: readonly TimeSuggestion[];
}

/** The server's validation errors, by suggestion. */
function groupProblems(
  error: unknown,
  accepted: readonly AcceptedSuggestion[],
): ReadonlyMap<string, SuggestionProblems> {
  const problems = new Map<string, SuggestionProblems>();
  for (const { field, reason } of getFieldProblems(error)) {
    const [, at, part] = /^body\.items\[(\d+)\]\.?(.*)/.exec(field) ?? [];
    const id = at && accepted[Number(at)]?.suggestion.id;
    if (id) {
      const known = problems.get(id);
      // All other errors are shown at the duration.
      const name = part === 'description' ? 'description' : 'minutes';
      problems.set(id, { [name]: reason, ...known });
    }
  }
  return problems;
}

/** Logs suggestions and offers to undo it. */
export function useAcceptSuggestions(date: string): {
  /** Logs the accepted suggestions, and reports those that lack a required description. */
  accept: (
    accepted: readonly AcceptedSuggestion[],
    wordless?: readonly TimeSuggestion[],
  ) => void;
  isBusy: boolean;
  /** Validation errors, by the suggestion's id. */
  problems: ReadonlyMap<string, SuggestionProblems>;
} {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const fail = (title: string, error: unknown) =>
    notify({
      status: 'danger',
      title,
      description: getProblems(error).message,
    });

  const formatMissingDescriptions = (suggestions: readonly TimeSuggestion[]) =>
    suggestions.length > 0
      ? t('suggestions.missingWords', {
          items: suggestions
            .map(({ work_item }) => work_item.identifier)
            .join(', '),
        })
      : undefined;

  const takeBack = async (
    worklogs: readonly Worklog[],
    accepted: readonly AcceptedSuggestion[],
  ) => {
    const slugs = new Map(
      accepted.map(({ suggestion }) => [
        suggestion.project_id,
        suggestion.workspace_slug,
      ]),
    );
    try {
      for (const { id, project_id, work_item_id } of worklogs) {
        await client.call(endpoints.deleteWorklog, {
          params: {
            slug: slugs.get(project_id)!,
            pid: project_id,
            iid: work_item_id,
            id,
          },
        });
      }
    } catch (error) {
      fail(t('suggestions.undoFailed'), error);
    }
    refreshTime(queries);
  };
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: ({ accepted }: Acceptance) =>
      client.call(endpoints.acceptTimeSuggestions, {
        body: {
          date,
          items: accepted.map(({ suggestion, minutes, description }) => ({
            id: suggestion.id,
            minutes,
            description: description || undefined,
          })),
        },
      }),
    onSuccess: ({ worklogs }, { accepted, wordless }) =>
      notify({
        status: 'success',
        title: t('suggestions.accepted', { count: worklogs.length }),
        description: formatMissingDescriptions(wordless),
        onUndo: () => takeBack(worklogs, accepted),
      }),
    onError: failure => fail(t('suggestions.failed'), failure),
    onSettled: () => refreshTime(queries),
  });
  return {
    accept: (accepted, wordless = []) =>
      accepted.length > 0
        ? mutate({ accepted, wordless })
        : notify({
            status: 'info',
            title: t('suggestions.failed'),
            description: formatMissingDescriptions(wordless),
          }),
    isBusy: isPending,
    problems: groupProblems(error, variables?.accepted ?? []),
  };
}
