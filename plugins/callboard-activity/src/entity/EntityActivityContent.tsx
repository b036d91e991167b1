import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CallboardProvider,
  EmptyState,
  formatCount,
  LoadingState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useActivityList } from '../data/useActivityList';
import { useNewActivity } from '../data/useNewActivity';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityError } from '../view/ActivityError';
import { ActivityExport } from '../view/ActivityExport';
import { ActivityList } from '../view/ActivityList';
import { FreshPill } from '../view/FreshPill';
import { useEntityScope } from './useEntityScope';

function EntityHistory() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { scope, query } = useEntityScope();
  const list = useActivityList(scope, query);
  const fresh = useNewActivity(scope, query, list);
  if (list.error) {
    return <ActivityError list={list} error={list.error} />;
  }
  return (
    <Stack spacing={1}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <Box
          role="status"
          sx={{ typography: 'body2', fontWeight: 600, alignSelf: 'center' }}
        >
          {list.total !== undefined &&
            t('results.count', {
              count: list.total,
              formatted: formatCount(list.total),
            })}
        </Box>
        <FreshPill count={fresh} onShow={list.restart} />
        <Box sx={{ marginInlineStart: 'auto' }}>
          <ActivityExport scope={scope} query={query} total={list.total} />
        </Box>
      </Box>
      {list.isLoading ? (
        <LoadingState rows={8} rowHeight={36} />
      ) : (
        <ActivityList
          scope={scope}
          list={list}
          withPerson
          withEntity={false}
          empty={
            <EmptyState title={t('entity.empty')}>
              {t('entity.emptyHint')}
            </EmptyState>
          }
        />
      )}
    </Stack>
  );
}

/**
 * The tab with the history of an entity.
 *
 * @public
 */
export function EntityActivityContent() {
  return (
    <CallboardProvider>
      <EntityHistory />
    </CallboardProvider>
  );
}
