import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ChoiceToggle,
  OnlyHere,
  PageBody,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { MyActs } from '../mine/MyActs';
import { MyData } from '../mine/MyData';
import { MyLooks } from '../mine/MyLooks';
import { callboardActivityTranslationRef } from '../translation';

const parts = ['acts', 'looks', 'data'] as const;
type Part = (typeof parts)[number];

const names = ['show'] as const;

/**
 * Everything that Callboard stores about the reader, who looked at it, and the
 * choice whether it records what they look at.
 *
 * @public
 */
export function MyActivityPage() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const [{ show }, setState] = useUrlState(names);
  const part = parts.find(name => name === show) ?? 'acts';
  const choices = parts.map(value => ({ value, label: t(`mine.${value}`) }));
  return (
    <PageBody>
      <OnlyHere>
        <Stack spacing={2}>
          <Box>
            <ChoiceToggle<Part>
              label={t('mine.parts')}
              value={part}
              choices={choices}
              onChange={value =>
                setState({ show: value === 'acts' ? undefined : value })
              }
            />
          </Box>
          {part === 'acts' && <MyActs />}
          {part === 'looks' && <MyLooks />}
          {part === 'data' && <MyData />}
        </Stack>
      </OnlyHere>
    </PageBody>
  );
}
