import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  writeDuration,
  type TimeSuggestion,
} from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  QueryState,
  Section,
  ThingsProvider,
  useMe,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useMemo, useState } from 'react';
import { readTypedDuration } from '../duration/readTypedDuration';
import { callboardTimeTranslationRef } from '../translation';
import { SuggestionCard } from './SuggestionCard';
import {
  useAcceptSuggestions,
  type AcceptedSuggestion,
} from './useAcceptSuggestions';
import { useDismissals } from './useDismissals';
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
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const left = items.filter(({ id }) => !dismissed.has(id));
  const mentions = useMemo(
    () =>
      items.map(({ work_item }) => ({
        entity_type: 'work_item',
        entity_id: work_item.id,
      })),
    [items],
  );
  const durationOf = ({ id, minutes }: TimeSuggestion) =>
    typed.get(id) ?? writeDuration(minutes);
  const acceptedOf = (suggestion: TimeSuggestion): AcceptedSuggestion[] => {
    const { minutes } = readTypedDuration(
      durationOf(suggestion),
      minutesPerDay,
    );
    return minutes ? [{ suggestion, minutes }] : [];
  };
  const all = left.flatMap(acceptedOf);
  return (
    <Section
      title={t('suggestions.title')}
      hint={t(left.length > 0 ? 'suggestions.hint' : 'suggestions.none')}
      aside={
        left.length > 1 && (
          <Button
            size="small"
            disabled={isBusy || all.length < left.length}
            onClick={() => accept(all)}
          >
            {t('suggestions.acceptAll', { count: left.length })}
          </Button>
        )
      }
    >
      <ThingsProvider rows={mentions}>
        <Stack
          component="ul"
          aria-label={t('suggestions.title')}
          spacing={1}
          sx={{ m: 0, p: 0, listStyle: 'none' }}
        >
          {left.map(suggestion => {
            const { id, workspace_slug } = suggestion;
            const accepted = acceptedOf(suggestion);
            return (
              <SuggestionCard
                key={id}
                suggestion={suggestion}
                workspace={
                  workspace_slug === workspace.slug
                    ? undefined
                    : me?.workspaces.find(({ slug }) => slug === workspace_slug)
                        ?.name ?? workspace_slug
                }
                duration={durationOf(suggestion)}
                onDuration={text =>
                  setTyped(current => new Map(current).set(id, text))
                }
                minutesPerDay={minutesPerDay}
                problem={problems.get(id)}
                isBlocked={isBusy || accepted.length === 0}
                onAccept={() => accept(accepted)}
                onDismiss={() => dismiss(suggestion)}
              />
            );
          })}
        </Stack>
      </ThingsProvider>
    </Section>
  );
}

/** What could be logged of a day, from what the reader did in the portal. */
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
