import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Project } from '@callboard/plugin-callboard-common';
import {
  getProblems,
  useJoinProject,
  useToast,
} from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { callboardWorkProjectsTranslationRef } from './projectsTranslation';

/** A button by which the reader joins an open project. */
export function JoinButton(props: { workspace: string; project: Project }) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { workspace, project } = props;
  const { name } = project;
  const notify = useToast();
  const joining = useJoinProject(workspace, project.id);
  const join = () =>
    joining.mutate(undefined, {
      onSuccess: () =>
        notify({ title: t('joined', { name }), status: 'success' }),
      onError: error =>
        notify({
          title: t('joinFailed', { name }),
          description: getProblems(error).message,
          status: 'danger',
        }),
    });
  return (
    <Button
      size="small"
      sx={{ minWidth: 0 }}
      aria-label={t('joinOf', { name })}
      aria-disabled={joining.isPending}
      onClick={() => !joining.isPending && join()}
    >
      {t('join')}
    </Button>
  );
}
