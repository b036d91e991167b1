import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type TimeSuggestion,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import {
  fieldProblemsOf,
  problemsOf,
  useCallboardClient,
  useNotice,
} from '@callboard/plugin-callboard-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refreshTime } from '../data/refreshTime';
import { callboardTimeTranslationRef } from '../translation';

/** A suggestion as somebody accepts it. */
export interface AcceptedSuggestion {
  suggestion: TimeSuggestion;
  minutes: number;
}

/** What the server found wrong, by suggestion. */
function problemsIn(
  error: unknown,
  accepted: readonly AcceptedSuggestion[],
): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const { field, reason } of fieldProblemsOf(error)) {
    const at = /^body\.items\[(\d+)\]/.exec(field)?.[1];
    const id = at && accepted[Number(at)]?.suggestion.id;
    if (id && !problems.has(id)) {
      problems.set(id, reason);
    }
  }
  return problems;
}

/** Logs what was suggested, with a way back. */
export function useAcceptSuggestions(date: string): {
  accept: (accepted: readonly AcceptedSuggestion[]) => void;
  isBusy: boolean;
  /** What was refused, by the id of the suggestion. */
  problems: ReadonlyMap<string, string>;
} {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useNotice();
  const fail = (title: string, error: unknown) =>
    notify({
      status: 'danger',
      title,
      description: problemsOf(error).message,
    });

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
    mutationFn: (accepted: readonly AcceptedSuggestion[]) =>
      client.call(endpoints.acceptTimeSuggestions, {
        body: {
          date,
          items: accepted.map(({ suggestion, minutes }) => ({
            id: suggestion.id,
            minutes,
          })),
        },
      }),
    onSuccess: ({ worklogs }, accepted) =>
      notify({
        status: 'success',
        title: t('suggestions.accepted', { count: worklogs.length }),
        onUndo: () => takeBack(worklogs, accepted),
      }),
    onError: failure => fail(t('suggestions.failed'), failure),
    onSettled: () => refreshTime(queries),
  });
  return {
    accept: mutate,
    isBusy: isPending,
    problems: problemsIn(error, variables ?? []),
  };
}
