import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type TimeSuggestion,
  endpoints,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  invalidateEndpoints,
  LoadingState,
  QueryState,
  Section,
  useMe,
  type OwnWorkspace,
  useAllowed,
  useCallboardQuery,
  getProblems,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { WorkItemLinks } from '../entries/WorkItemLinks';
import { callboardTimeTranslationRef } from '../translation';
import { SuggestionCard } from './SuggestionCard';
import {
  useAcceptSuggestions,
  useSuggestionForms,
} from './useAcceptSuggestions';

const DISMISSED_KEY = ['callboard-time', 'dismissed-suggestions'];

const NONE_DISMISSED: ReadonlySet<string> = new Set();

/**
 * Dismisses suggestions. The server cannot undo a dismissal, so the request is sent once the undo
 * message has closed. The message outlives the day and the page, so the query cache stores which
 * suggestions are hidden.
 */
function useDismissals(date: string) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const { data: dismissedIds = NONE_DISMISSED } = useQuery({
    queryKey: DISMISSED_KEY,
    queryFn: () => NONE_DISMISSED,
    enabled: false,
  });

  const hide = (id: string) =>
    queries.setQueryData(
      DISMISSED_KEY,
      (all: ReadonlySet<string> = NONE_DISMISSED) => new Set([...all, id]),
    );
  const restore = (id: string) =>
    queries.setQueryData(
      DISMISSED_KEY,
      (all: ReadonlySet<string> = NONE_DISMISSED) =>
        new Set([...all].filter(other => other !== id)),
    );
  const sendDismissal = async (id: string) => {
    const query = { date };
    try {
      await client.call(endpoints.dismissTimeSuggestion, {
        params: { id },
        query,
      });
      queries.setQueryData<{ items: TimeSuggestion[] }>(
        getQueryKey(endpoints.listTimeSuggestions, { query }),
        list =>
          list && {
            ...list,
            items: list.items.filter(suggestion => suggestion.id !== id),
          },
      );
    } catch (error) {
      notify({
        status: 'danger',
        title: t('suggestions.dismissFailed'),
        description: getProblems(error).message,
      });
    }
    restore(id);
    void invalidateEndpoints(queries, [endpoints.listTimeSuggestions]);
  };

  const dismiss = ({ id, work_item }: TimeSuggestion) => {
    hide(id);
    notify({
      status: 'success',
      title: t('suggestions.dismissed', { item: work_item.identifier }),
      onUndo: () => restore(id),
      onClose: () => sendDismissal(id),
    });
  };
  return { dismissedIds, dismiss };
}

function SuggestionCards(props: {
  date: string;
  workspace: OwnWorkspace;
  minutesPerDay: number;
  items: readonly TimeSuggestion[];
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { date, workspace, minutesPerDay, items } = props;
  const { data: me } = useMe();
  const { dismissedIds, dismiss } = useDismissals(date);
  const canDismiss = useAllowed(permissions.timeSuggestion.delete);
  const { accept, isBusy, problems } = useAcceptSuggestions(date);
  const { forms, change } = useSuggestionForms(
    items.filter(({ id }) => !dismissedIds.has(id)),
    minutesPerDay,
  );
  const [showsMissingDescriptions, setShowsMissingDescriptions] =
    useState(false);
  const getWorkspaceName = (slug: string) =>
    me?.workspaces.find(other => other.slug === slug)?.name ?? slug;
  const acceptAll = () => {
    setShowsMissingDescriptions(true);
    accept(
      forms.flatMap(({ valuesToLog, isDescriptionMissing }) =>
        valuesToLog && !isDescriptionMissing ? [valuesToLog] : [],
      ),
      forms
        .filter(({ isDescriptionMissing }) => isDescriptionMissing)
        .map(({ suggestion }) => suggestion),
    );
  };
  return (
    <Section
      title={t('suggestions.title')}
      hint={t(forms.length > 0 ? 'suggestions.hint' : 'suggestions.none')}
      aside={
        forms.length > 1 && (
          <Button
            size="small"
            disabled={forms.some(({ valuesToLog }) => !valuesToLog)}
            aria-disabled={isBusy}
            onClick={() => !isBusy && acceptAll()}
          >
            {t('suggestions.acceptAll', { count: forms.length })}
          </Button>
        )
      }
    >
      <WorkItemLinks ids={items.map(({ work_item }) => work_item.id)}>
        <Stack
          component="ul"
          aria-label={t('suggestions.title')}
          spacing={1}
          sx={{ m: 0, p: 0, listStyle: 'none' }}
        >
          {forms.map(form => {
            const { suggestion, valuesToLog, isDescriptionMissing } = form;
            const { id, workspace_slug: slug } = suggestion;
            return (
              <SuggestionCard
                key={id}
                form={form}
                workspace={
                  slug === workspace.slug ? undefined : getWorkspaceName(slug)
                }
                onChange={patch => change(id, patch)}
                problems={{
                  description:
                    showsMissingDescriptions && isDescriptionMissing
                      ? t('suggestions.sayWhat')
                      : undefined,
                  ...problems.get(id),
                }}
                isBlocked={isBusy || !valuesToLog || isDescriptionMissing}
                onAccept={() => valuesToLog && accept([valuesToLog])}
                onDismiss={canDismiss ? () => dismiss(suggestion) : undefined}
              />
            );
          })}
        </Stack>
      </WorkItemLinks>
    </Section>
  );
}

/** Suggested worklogs in all workspaces; nothing if the portal's policy denies accepting. */
export function Suggestions(props: {
  date: string;
  workspace: OwnWorkspace;
  minutesPerDay: number;
}) {
  const canAccept = useAllowed(permissions.timeSuggestion.accept);
  const suggestions = useCallboardQuery(
    endpoints.listTimeSuggestions,
    { query: { date: props.date } },
    { refetchOnWindowFocus: 'always' },
  );
  if (!canAccept) {
    return null;
  }
  return (
    <Box sx={{ minWidth: 0 }}>
      <QueryState
        query={suggestions}
        loading={<LoadingState rows={3} rowHeight={120} />}
      >
        {({ items }) => (
          <SuggestionCards key={props.date} {...props} items={items} />
        )}
      </QueryState>
    </Box>
  );
}
