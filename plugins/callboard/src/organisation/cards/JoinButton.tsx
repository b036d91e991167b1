import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Project } from '@callboard/plugin-callboard-common';
import {
  getProblems,
  useJoinProject,
  useToast,
} from '@callboard/plugin-callboard-react';
import GroupAddOutlinedIcon from '@mui/icons-material/GroupAddOutlined';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { callboardStaffTranslationRef } from '../staffTranslation';

/** Makes the viewer a member of an open project. */
export function JoinButton(props: { workspace: string; project: Project }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, project } = props;
  const notify = useToast();
  const joining = useJoinProject(workspace, project.id);
  const join = () =>
    joining.mutate(undefined, {
      onSuccess: () =>
        notify({
          title: t('card.joined', { name: project.name }),
          status: 'success',
        }),
    });
  return (
    <>
      {joining.error && (
        <Alert severity="error">
          {t('card.joinFailed')} {getProblems(joining.error).message}
        </Alert>
      )}
      <Button
        variant="outlined"
        size="small"
        startIcon={<GroupAddOutlinedIcon />}
        aria-disabled={joining.isPending}
        onClick={() => !joining.isPending && join()}
        sx={{ alignSelf: 'flex-start' }}
      >
        {t('card.join')}
      </Button>
    </>
  );
}
