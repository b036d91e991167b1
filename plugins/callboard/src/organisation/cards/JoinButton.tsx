import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Project } from '@callboard/plugin-callboard-common';
import {
  problemsOf,
  queryKeyOf,
  useCallboardClient,
  useNotice,
} from '@callboard/plugin-callboard-react';
import GroupAddOutlinedIcon from '@mui/icons-material/GroupAddOutlined';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callboardStaffTranslationRef } from '../staffTranslation';

const touched = [
  endpoints.listProjects,
  endpoints.listProjectMembers,
  endpoints.explainMembership,
];

/** Makes the reader a member of an open project. */
export function JoinButton(props: { workspace: string; project: Project }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, project } = props;
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useNotice();
  const joining = useMutation({
    mutationFn: () =>
      client.call(endpoints.joinProject, {
        params: { slug, pid: project.id },
        body: {},
      }),
    onSuccess: () => {
      notify({
        title: t('card.joined', { name: project.name }),
        status: 'success',
      });
      for (const endpoint of touched) {
        queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) });
      }
    },
  });
  return (
    <>
      {joining.error && (
        <Alert severity="error">
          {t('card.joinFailed')} {problemsOf(joining.error).message}
        </Alert>
      )}
      <Button
        variant="outlined"
        size="small"
        startIcon={<GroupAddOutlinedIcon />}
        aria-disabled={joining.isPending}
        onClick={() => !joining.isPending && joining.mutate()}
        sx={{ alignSelf: 'flex-start' }}
      >
        {t('card.join')}
      </Button>
    </>
  );
}
