import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  GiversList,
  useFirstSteps,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { Hint } from './Hint';
import { callboardHomeTranslationRef } from './homeTranslation';

/**
 * Lists the people who can grant more access to a workspace. Following a link to one of them
 * completes the step.
 */
export function AskForAccess(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardHomeTranslationRef);
  const { note } = useFirstSteps();
  return (
    <>
      <Hint>{t('steps.accessHint')}</Hint>
      <Box
        onClickCapture={event =>
          (event.target as Element).closest('a') && note('access')
        }
        sx={{ minHeight: 28, mt: 0.5, typography: 'body2' }}
      >
        <GiversList givers={{ workspace: props.workspace.slug }} isBrief />
      </Box>
    </>
  );
}
