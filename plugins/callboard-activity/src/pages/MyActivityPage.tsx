import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { OnlyHere, PageBody } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { activityScopeOf } from '../data/ActivityScope';
import type { ViewDefaults } from '../filters/ViewDefaults';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityView } from '../view/ActivityView';
import { CaptureChoice } from './CaptureChoice';

const defaults: ViewDefaults = { range: 'all_time' };

const scope = activityScopeOf('me');

/**
 * Everything that Callboard stores about the reader, and the choice whether it
 * records what they look at.
 *
 * @public
 */
export function MyActivityPage() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return (
    <PageBody>
      <OnlyHere>
        <Stack spacing={2}>
          <Typography variant="body2" color="text.secondary">
            {t('mine.intro')}
          </Typography>
          <CaptureChoice />
          <ActivityView scope={scope} defaults={defaults} />
        </Stack>
      </OnlyHere>
    </PageBody>
  );
}
