import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TimeSuggestion } from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  QueryState,
  Section,
  ResourcesProvider,
  useMe,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useMemo, useState } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import { SuggestionCard } from './SuggestionCard';
import { useAcceptSuggestions } from './useAcceptSuggestions';
import { useDismissals } from './useDismissals';
import { useSuggestionDrafts } from './useSuggestionDrafts';
import { useSuggestions } from './useSuggestions';

function Cards(props: {
  date: string;
  workspace: OwnWorkspace;
  minutesPerDay: number;
  items: readonly TimeSuggestion[];
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { date, workspace, minutesPerDay, items } = props;
  const { data: me } = useMe();
  const { dismissed, dismiss } = useDismissals(date);
  const { accept, isBusy, problems } = useAcceptSuggestions(date);
  const { drafted, change } = useSuggestionDrafts(
    items.filter(({ id }) => !dismissed.has(id)),
    minutesPerDay,
  );
  const [showsAll, setShowsAll] = useState(false);
  const mentions = useMemo(
    () =>
      items.map(({ work_item }) => ({
        entity_type: 'work_item',
        entity_id: work_item.id,
      })),
    [items],
  );
  const getWorkspaceName = (slug: string) =>
    me?.workspaces.find(other => other.slug === slug)?.name ?? slug;
  const acceptAll = () => {
    setShowsAll(true);
    accept(
      drafted.flatMap(({ accepted, lacksWords }) =>
        accepted && !lacksWords ? [accepted] : [],
      ),
      drafted
        .filter(({ lacksWords }) => lacksWords)
        .map(({ suggestion }) => suggestion),
    );
  };
  return (
    <Section
      title={t('suggestions.title')}
      hint={t(drafted.length > 0 ? 'suggestions.hint' : 'suggestions.none')}
      aside={
        drafted.length > 1 && (
          <Button
            size="small"
            disabled={isBusy || drafted.some(({ accepted }) => !accepted)}
            onClick={acceptAll}
          >
            {t('suggestions.acceptAll', { count: drafted.length })}
          </Button>
        )
      }
    >
      <ResourcesProvider rows={mentions}>
        <Stack
          component="ul"
          aria-label={t('suggestions.title')}
          spacing={1}
          sx={{ m: 0, p: 0, listStyle: 'none' }}
        >
          {drafted.map(each => {
            const { suggestion, accepted, lacksWords } = each;
            const { id, workspace_slug: slug } = suggestion;
            return (
              <SuggestionCard
                key={id}
                drafted={each}
                workspace={
                  slug === workspace.slug ? undefined : getWorkspaceName(slug)
                }
                onChange={patch => change(id, patch)}
                problems={{
                  description:
                    showsAll && lacksWords
                      ? t('suggestions.sayWhat')
                      : undefined,
                  ...problems.get(id),
                }}
                isBlocked={isBusy || !accepted || lacksWords}
                onAccept={() => accepted && accept([accepted])}
                onDismiss={() => dismiss(suggestion)}
              />
            );
          })}
        </Stack>
      </ResourcesProvider>
    </Section>
  );
}

/** Suggested worklogs for a day, from the viewer's activity in the portal. */
export function Suggestions(props: {
  date: string;
  workspace: OwnWorkspace;
  minutesPerDay: number;
}) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <QueryState
        query={useSuggestions(props.date)}
        loading={<LoadingState rows={3} rowHeight={120} />}
      >
        {({ items }) => <Cards key={props.date} {...props} items={items} />}
      </QueryState>
    </Box>
  );
}
