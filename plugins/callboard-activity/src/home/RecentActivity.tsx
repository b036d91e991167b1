import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { createActivityScope } from '../data/activityQueries';
import { activityRouteRef } from '../routes';
import { callboardActivityTranslationRef } from '../translation';
import { LatestActivity } from './ActivityBriefs';

const scope = createActivityScope('workspace');

/** The latest actions in the default workspace, for the home page. */
export function RecentActivity() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const href = useRouteRef(activityRouteRef);
  return (
    <CallboardProvider>
      <LatestActivity scope={scope} maxRows={8} emptyHint={t('empty.hint')}>
        {href && (
          <Box sx={{ pt: 1, typography: 'body2' }}>
            <Link to={href()}>{t('widget.seeAll')}</Link>
          </Box>
        )}
      </LatestActivity>
    </CallboardProvider>
  );
}
