import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ChoiceToggle,
  ExactPath,
  PageBody,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { MyActionsList } from '../mine/MyActionsList';
import { MyData } from '../mine/MyData';
import { MyAccessLog } from '../mine/MyAccessLog';
import { callboardActivityTranslationRef } from '../translation';

const parts = ['actions', 'accessLog', 'data'] as const;
type Part = (typeof parts)[number];

const names = ['show'] as const;

/**
 * Everything that Callboard stores about the reader, their access log, and the setting for
 * recording the pages they view.
 *
 * @public
 */
export function MyActivityPage() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const [{ show }, setState] = useUrlState(names);
  const part = parts.find(name => name === show) ?? 'actions';
  const choices = parts.map(value => ({ value, label: t(`mine.${value}`) }));
  return (
    <PageBody>
      <ExactPath>
        <Stack spacing={2}>
          <Box>
            <ChoiceToggle<Part>
              label={t('mine.parts')}
              value={part}
              choices={choices}
              onChange={value =>
                setState({ show: value === 'actions' ? undefined : value })
              }
            />
          </Box>
          {part === 'actions' && <MyActionsList />}
          {part === 'accessLog' && <MyAccessLog />}
          {part === 'data' && <MyData />}
        </Stack>
      </ExactPath>
    </PageBody>
  );
}
