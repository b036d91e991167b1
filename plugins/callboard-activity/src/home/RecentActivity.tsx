import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getBrowserZone,
  CallboardProvider,
  EmptyState,
  LoadingState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { createActivityScope } from '../data/ActivityScope';
import { useActivityList } from '../data/useActivityList';
import { activityRouteRef } from '../routes';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityBriefs } from '../view/ActivityBriefs';
import { ActivityError } from '../view/ActivityError';

const MAX_ROWS = 8;
const scope = createActivityScope('workspace');
/** Excludes views. */
const query = { tz: getBrowserZone(), views: false };

function Briefs() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const href = useRouteRef(activityRouteRef);
  const list = useActivityList(scope, query, { pageSize: MAX_ROWS });
  if (list.error) {
    return <ActivityError list={list} error={list.error} />;
  }
  if (list.isLoading) {
    return <LoadingState rows={MAX_ROWS} rowHeight={28} />;
  }
  if (list.rows.length === 0) {
    return <EmptyState title={t('entity.empty')}>{t('empty.hint')}</EmptyState>;
  }
  return (
    <>
      <ActivityBriefs
        label={t('entity.card')}
        rows={list.rows.slice(0, MAX_ROWS)}
        withEntity
      />
      {href && (
        <Box sx={{ pt: 1, typography: 'body2' }}>
          <Link to={href()}>{t('widget.seeAll')}</Link>
        </Box>
      )}
    </>
  );
}

/**
 * The latest actions in the default workspace, for the home page.
 *
 * @public
 */
export function RecentActivity() {
  return (
    <CallboardProvider>
      <Briefs />
    </CallboardProvider>
  );
}
