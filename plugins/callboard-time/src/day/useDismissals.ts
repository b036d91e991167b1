import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type TimeSuggestion,
} from '@callboard/plugin-callboard-common';
import {
  getProblems,
  getQueryKey,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { callboardTimeTranslationRef } from '../translation';

/** How long the undo message is visible, in milliseconds. */
const WAIT = 6_000;

/**
 * Dismisses suggestions. The server cannot restore one, so the request is sent once the undo
 * message has closed, or the page is left.
 */
export function useDismissals(date: string): {
  dismissed: ReadonlySet<string>;
  dismiss: (suggestion: TimeSuggestion) => void;
} {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const waiting = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  const forget = useCallback((id: string) => {
    clearTimeout(waiting.current.get(id));
    waiting.current.delete(id);
  }, []);
  const show = useCallback(
    (id: string) =>
      setDismissed(all => new Set([...all].filter(other => other !== id))),
    [],
  );
  const send = useCallback(
    async (id: string) => {
      forget(id);
      try {
        await client.call(endpoints.dismissTimeSuggestion, {
          params: { id },
          query: { date },
        });
      } catch (error) {
        show(id);
        notify({
          status: 'danger',
          title: t('suggestions.dismissFailed'),
          description: getProblems(error).message,
        });
      }
      queries.invalidateQueries({
        queryKey: getQueryKey(endpoints.listTimeSuggestions),
      });
    },
    [t, client, queries, notify, forget, show, date],
  );
  useEffect(() => {
    const all = waiting.current;
    return () => [...all.keys()].forEach(send);
  }, [send]);

  const dismiss = useCallback(
    ({ id, work_item }: TimeSuggestion) => {
      setDismissed(all => new Set([...all, id]));
      waiting.current.set(
        id,
        setTimeout(() => send(id), WAIT),
      );
      notify({
        status: 'success',
        title: t('suggestions.dismissed', { item: work_item.identifier }),
        onUndo: () => {
          forget(id);
          show(id);
        },
      });
    },
    [t, notify, send, forget, show],
  );
  return { dismissed, dismiss };
}
