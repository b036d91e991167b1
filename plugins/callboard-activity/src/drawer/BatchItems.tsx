import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
import {
  getBrowserZone,
  ChangesLine,
  EntityLink,
  ErrorBoundary,
  ErrorState,
  LoadingState,
  ResourcesProvider,
  Section,
  toCountParams,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useMemo, useRef } from 'react';
import { type ActivityScope, useActivityList } from '../data/activityQueries';
import { callboardActivityTranslationRef } from '../translation';

const PAGE_SIZE = 10;

export function BatchItems(props: {
  scope: ActivityScope;
  activity: Activity;
  batchId: string;
  /** The text shown if the bulk action has no other entry that the reader can see. */
  empty?: string;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { scope, activity, batchId } = props;
  const query = useMemo(
    () => ({ ...scope.fixedQuery, batch_id: batchId, tz: getBrowserZone() }),
    [scope, batchId],
  );
  const list = useActivityList(scope, query, { pageSize: PAGE_SIZE });
  const otherRows = list.rows.filter(row => row.id !== activity.id);
  const items = useRef<HTMLUListElement>(null);
  const focusIndex = useRef<number>();
  const loadMore = () => {
    focusIndex.current = otherRows.length;
    list.loadMore();
  };
  useEffect(() => {
    const firstNewIndex = focusIndex.current;
    if (firstNewIndex === undefined || otherRows.length <= firstNewIndex) {
      return;
    }
    focusIndex.current = undefined;
    // The last page removes the focused button, so the focus moves to the first new item.
    if (!list.hasMore) {
      (
        items.current?.children[firstNewIndex] as HTMLElement | undefined
      )?.focus();
    }
  }, [otherRows.length, list.hasMore]);
  const count = Math.max(0, (list.total ?? 0) - 1);
  if (!list.isLoading && !list.error && count === 0) {
    return props.empty ? <>{props.empty}</> : null;
  }
  return (
    <Section
      size="small"
      title={
        list.total === undefined
          ? t('drawer.batchLabel')
          : t('drawer.batch', toCountParams(count))
      }
    >
      {list.isLoading && <LoadingState rows={4} rowHeight={44} />}
      {list.error && <ErrorState error={list.error} onRetry={list.restart} />}
      <Box
        component="ul"
        ref={items}
        aria-label={t('drawer.batchLabel')}
        sx={{ listStyle: 'none', m: 0, p: 0, typography: 'body2' }}
      >
        <ResourcesProvider rows={list.rows}>
          {otherRows.map(row => (
            <Box
              component="li"
              key={row.id}
              tabIndex={-1}
              sx={{
                display: 'flex',
                flexWrap: 'wrap',
                columnGap: 2,
                py: 0.75,
                borderBottom: 1,
                borderColor: 'divider',
                // Side by side where the width allows it.
                '& > *': { flex: '1 1 280px', minWidth: 0 },
              }}
            >
              <ErrorBoundary resetKey={row}>
                <EntityLink
                  type={row.entity_type}
                  id={row.entity_id}
                  label={row.entity_label}
                />
                <ChangesLine activity={row} />
              </ErrorBoundary>
            </Box>
          ))}
        </ResourcesProvider>
      </Box>
      {list.hasLoadMoreFailed && !list.isLoadingMore && (
        <Box role="alert" sx={{ color: 'error.main', typography: 'body2' }}>
          {t('drawer.batchMoreFailed')}
        </Box>
      )}
      {list.hasMore && (
        <Button
          size="small"
          sx={{ mt: 1 }}
          // Not `disabled`: that would take the focus away from the button.
          aria-disabled={list.isLoadingMore}
          onClick={list.isLoadingMore ? undefined : loadMore}
        >
          {t('drawer.batchMore')}
        </Button>
      )}
    </Section>
  );
}
