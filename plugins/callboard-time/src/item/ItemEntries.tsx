import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TimeSettings, Worklog } from '@callboard/plugin-callboard-common';
import {
  DurationText,
  formatCalendarDate,
  formatCount,
  PersonChip,
  type Pages,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { EntryActions, EntryDetails } from '../entries/EntryActions';
import { useEntryDialog } from '../entries/EntryDialog';
import { callboardTimeItemTranslationRef } from './itemTimeTranslation';

/** The number of worklogs shown initially. More would push the sections below out of view. */
const INITIAL_ENTRIES = 5;

export function ItemEntries(props: {
  slug: string;
  settings: TimeSettings;
  items: readonly Worklog[];
  total: number;
  pages: Pick<Pages<Worklog>, 'hasMore' | 'isLoadingMore' | 'loadMore'>;
  canChange: (worklog: Worklog) => boolean;
}) {
  const { t } = useTranslationRef(callboardTimeItemTranslationRef);
  const { slug, items, total, pages, canChange } = props;
  const [isExpanded, setExpanded] = useState(false);
  const visibleItems = isExpanded ? items : items.slice(0, INITIAL_ENTRIES);
  const { open, dialog } = useEntryDialog(slug, props.settings);
  return (
    <>
      <Box
        component="ul"
        aria-label={t('entries')}
        sx={{ listStyle: 'none', m: 0, p: 0, typography: 'body2' }}
      >
        {visibleItems.map(worklog => (
          <Box
            key={worklog.id}
            component="li"
            sx={{
              display: 'flex',
              alignItems: 'flex-start',
              columnGap: 1.5,
              py: 0.75,
              borderBottom: 1,
              borderColor: 'divider',
            }}
          >
            <Box sx={{ width: 60, flexShrink: 0, textAlign: 'right' }}>
              <DurationText minutes={worklog.duration_minutes} />
            </Box>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
                <PersonChip
                  userRef={worklog.logged_by}
                  name={worklog.logged_by_name}
                  workspace={slug}
                  size={18}
                />
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {formatCalendarDate(worklog.logged_at)}
                </Box>
                <EntryDetails worklog={worklog} />
              </Box>
              {worklog.description && (
                <Box sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
                  {worklog.description}
                </Box>
              )}
            </Box>
            {canChange(worklog) && (
              <EntryActions
                slug={slug}
                worklog={worklog}
                onEdit={() => open(worklog)}
              />
            )}
          </Box>
        ))}
      </Box>
      {total > INITIAL_ENTRIES && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {isExpanded && pages.hasMore && (
            <Button
              size="small"
              aria-disabled={pages.isLoadingMore}
              onClick={() => !pages.isLoadingMore && pages.loadMore()}
            >
              {t('next', {
                shown: formatCount(items.length),
                total: formatCount(total),
              })}
            </Button>
          )}
          <Button size="small" onClick={() => setExpanded(!isExpanded)}>
            {isExpanded ? t('fewer') : t('all', { number: formatCount(total) })}
          </Button>
        </Box>
      )}
      {dialog}
    </>
  );
}
