import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TimeSettings, Worklog } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  LoadingState,
  QueryState,
  ResourcesProvider,
} from '@callboard/plugin-callboard-react';
import EventNoteOutlinedIcon from '@mui/icons-material/EventNoteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import { EntryDialog } from '../entries/EntryDialog';
import { useDeleteEntry } from '../entries/useDeleteEntry';
import { useDayEntries } from '../entries/useDayEntries';
import { callboardTimeTranslationRef } from '../translation';
import { DayEntry } from './DayEntry';
import { sortByDay } from './sortByDay';

function Entries(props: {
  slug: string;
  settings: TimeSettings;
  items: readonly Worklog[];
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, items } = props;
  const [edited, setEdited] = useState<Worklog>();
  const remove = useDeleteEntry(slug);
  const mentions = useMemo(
    () =>
      items.map(({ work_item_id }) => ({
        entity_type: 'work_item',
        entity_id: work_item_id,
      })),
    [items],
  );
  return (
    <ResourcesProvider rows={mentions}>
      <Box
        component="ul"
        aria-label={t('entry.list')}
        sx={{ listStyle: 'none', m: 0, p: 0 }}
      >
        {sortByDay(items).map(worklog => (
          <DayEntry
            key={worklog.id}
            worklog={worklog}
            onEdit={() => setEdited(worklog)}
            onDelete={() => remove(worklog)}
          />
        ))}
      </Box>
      {edited && (
        <EntryDialog
          slug={slug}
          settings={props.settings}
          start={edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </ResourcesProvider>
  );
}

/** The worklogs of a day, in chronological order as far as start times are known. */
export function DayEntries(props: {
  slug: string;
  settings: TimeSettings;
  member: string;
  date: string;
  /** Absent if the day is read-only. */
  onAdd?: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, member, date, onAdd } = props;
  const entries = useDayEntries(slug, { member_id: member, date });
  return (
    <QueryState
      query={entries}
      loading={<LoadingState rows={4} rowHeight={56} />}
    >
      {({ items }) =>
        items.length > 0 ? (
          <Entries slug={slug} settings={props.settings} items={items} />
        ) : (
          <EmptyState
            icon={<EventNoteOutlinedIcon />}
            title={t('day.empty')}
            action={
              onAdd && (
                <Button variant="outlined" onClick={onAdd}>
                  {t('entry.add')}
                </Button>
              )
            }
          >
            {onAdd ? t('day.emptyHint') : undefined}
          </EmptyState>
        )
      }
    </QueryState>
  );
}
