import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  PersonChip,
  useCallboardQuery,
  useFirstSteps,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { Hint } from './Hint';
import { callboardHomeTranslationRef } from './homeTranslation';

const NAMED = 2;

/** Who can give more access to a workspace; choosing one of them is asking. */
export function AccessGivers(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardHomeTranslationRef);
  const { slug } = props.workspace;
  const { note } = useFirstSteps();
  const admins = useCallboardQuery(endpoints.listWorkspaceMembers, {
    params: { slug },
    query: { role: 'admin', limit: NAMED },
  });
  const people = admins.data?.items ?? [];
  return (
    <>
      <Hint>
        {admins.data && people.length === 0
          ? t('steps.accessNobody')
          : t('steps.accessHint')}
      </Hint>
      <Box
        onClickCapture={event =>
          (event.target as Element).closest('a') && note('access')
        }
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1.5,
          minHeight: 28,
          mt: 0.5,
          typography: 'body2',
        }}
      >
        {people.map(({ id, user_ref, display_name }) => (
          <PersonChip
            key={id}
            userRef={user_ref}
            name={display_name}
            workspace={slug}
            size={20}
          />
        ))}
      </Box>
    </>
  );
}
