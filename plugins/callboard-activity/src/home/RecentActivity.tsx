import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { createActivityScope } from '../data/activityQueries';
import { activityRouteRef } from '../routes';
import { callboardActivityTranslationRef } from '../translation';
import { LatestActivity } from './ActivityBriefs';

const scope = createActivityScope('workspace');

export function RecentActivity() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const getHref = useRouteRef(activityRouteRef);
  return (
    <CallboardProvider>
      <LatestActivity scope={scope} maxRows={8} emptyHint={t('empty.hint')}>
        {getHref && (
          <Box sx={{ pt: 1, typography: 'body2' }}>
            <Link to={getHref()}>{t('widget.seeAll')}</Link>
          </Box>
        )}
      </LatestActivity>
    </CallboardProvider>
  );
}
