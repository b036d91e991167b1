import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ChoiceToggle,
  ExactPath,
  PageBody,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ViewDefaults } from '../data/ActivityFilters';
import { createActivityScope } from '../data/activityQueries';
import { ActivityView } from '../view/ActivityView';
import { CaptureChoice } from './CaptureChoice';
import { MyData } from './MyData';
import { MyAccessLog } from './MyAccessLog';
import { callboardActivityTranslationRef } from '../translation';

const defaults: ViewDefaults = { range: 'all_time' };

const scope = createActivityScope('me');

const sections = ['actions', 'accessLog', 'data'] as const;
type SectionName = (typeof sections)[number];

const urlParameters = ['show'] as const;

/**
 * Everything that Callboard stores about the reader, their access log, and the setting for
 * recording the pages they view.
 */
export function MyActivityPage() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const [{ show }, setState] = useUrlState(urlParameters);
  const section = sections.find(name => name === show) ?? 'actions';
  const choices = sections.map(value => ({ value, label: t(`mine.${value}`) }));
  return (
    <PageBody>
      <ExactPath>
        <Stack spacing={2}>
          <Box>
            <ChoiceToggle<SectionName>
              label={t('mine.parts')}
              value={section}
              choices={choices}
              onChange={value =>
                setState({ show: value === 'actions' ? undefined : value })
              }
            />
          </Box>
          <Typography
            variant="body2"
            color="text.secondary"
            sx={{ maxWidth: '72ch' }}
          >
            {t(section === 'actions' ? 'mine.intro' : `${section}.intro`)}
          </Typography>
          {section === 'actions' && (
            <>
              <CaptureChoice />
              <ActivityView scope={scope} defaults={defaults} />
            </>
          )}
          {section === 'accessLog' && <MyAccessLog />}
          {section === 'data' && <MyData />}
        </Stack>
      </ExactPath>
    </PageBody>
  );
}
