import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { permissions, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  AccessGrantersList,
  FailureAlert,
  Row,
  useAllowed,
  useJoinProject,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useWorkProject } from '../data/WorkProject';
import { callboardWorkTranslationRef } from '../translation';

/** An alert that names the people who can grant access, or offers an action. */
function Note(props: {
  grantersLabel?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  const { workspace, project } = useWorkProject();
  return (
    <Alert severity="info" action={props.action}>
      {props.children}
      {props.grantersLabel && (
        <Row columnGap={1.5} rowGap={0.5} sx={{ mt: 0.5 }}>
          <span>{props.grantersLabel}</span>
          <AccessGrantersList
            accessGranters={{ workspace: workspace.slug, project: project.id }}
          />
        </Row>
      )}
    </Alert>
  );
}

function JoinNote(props: { children: ReactNode }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace, project } = useWorkProject();
  const joining = useJoinProject(workspace.slug, project.id);
  return joining.error ? (
    <FailureAlert title={t('tab.joinFailed')} error={joining.error} />
  ) : (
    <Note
      action={
        <Button
          size="small"
          color="inherit"
          aria-disabled={joining.isPending}
          onClick={() => !joining.isPending && joining.mutate()}
        >
          {t('tab.join')}
        </Button>
      }
    >
      {props.children}
    </Note>
  );
}

/**
 * Explains why the user cannot change the project's items or the given item, and how to get access.
 */
export function AccessNote(props: { item?: WorkItem }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace, project, mayWrite, canChange } = useWorkProject();
  const isJoinAllowed = useAllowed(permissions.project.join, workspace.slug);
  if (mayWrite) {
    return null;
  }
  if (project.archived_at) {
    return (
      <Note grantersLabel={t('tab.whoRestores')}>{t('tab.archived')}</Note>
    );
  }
  const isGuest = workspace.role === 'guest';
  const isOpen = project.role === null && project.access === 'open';
  if (isOpen && !isGuest && isJoinAllowed) {
    return (
      <JoinNote>
        {props.item && canChange(props.item)
          ? t('tab.assigned')
          : t('tab.joinHint')}
      </JoinNote>
    );
  }
  return (
    <Note grantersLabel={t('tab.whoLetsIn')}>
      {isGuest ? t('tab.guest') : t('tab.readOnly')}
    </Note>
  );
}
