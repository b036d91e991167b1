import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import {
  includesRole,
  type Project,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  CallboardCache,
  CallboardProvider,
  FormDialog,
  parseRef,
  ProjectPicker,
  useIsSignedIn,
  useMe,
  useToast,
  useWorkspaceChoice,
  WorkspacePicker,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { WorkProjectProvider } from '../data/WorkProjectProvider';
import { callboardWorkTranslationRef } from '../translation';
import { CreateItemDialog, useCreateCommand } from './CreateItemDialog';

function useNotifyCreated(workspace: OwnWorkspace) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const notify = useToast();
  const navigate = useNavigate();
  const getHref = useEntityRefLink();
  return (project: Project, { id, identifier, title }: WorkItem) => {
    const ref = parseRef(project.entity_ref);
    notify({
      status: 'success',
      title: t('change.created', { item: `${identifier} ${title}` }),
      actions: ref && [
        {
          label: t('change.openCreated'),
          onClick: () =>
            navigate(
              `${getHref(ref)}/work?workspace=${workspace.slug}&item=${id}`,
            ),
        },
      ],
    });
  };
}

function CreateAnywhere(props: {
  /** Must not be empty. */
  workspaces: readonly OwnWorkspace[];
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspaces, onClose } = props;
  const [lastWorkspace] = useWorkspaceChoice(workspaces);
  const [workspace, setWorkspace] = useState(lastWorkspace);
  const [project, setProject] = useState<Project>();
  const notifyCreated = useNotifyCreated(workspace);
  const mayWrite = ({ role, archived_at }: Project) =>
    archived_at === null &&
    (workspace.role === 'admin' || (role && includesRole(role, 'member')));
  const renderDialog = (children: ReactNode) => (
    <FormDialog
      title={t('create.title')}
      submitLabel={t('create.submit')}
      maxWidth="sm"
      isBlocked
      onSubmit={() => {}}
      onClose={onClose}
    >
      {children}
    </FormDialog>
  );
  if (project) {
    return (
      <WorkProjectProvider
        workspace={workspace}
        project={project}
        renderState={renderDialog}
      >
        <CreateItemDialog
          initialValues={{}}
          onCreated={item => notifyCreated(project, item)}
          onClose={onClose}
        />
      </WorkProjectProvider>
    );
  }
  return renderDialog(
    <Stack spacing={2} sx={{ pt: 1 }}>
      <WorkspacePicker
        workspaces={workspaces}
        value={workspace}
        onChange={slug =>
          setWorkspace(
            workspaces.find(other => other.slug === slug) ?? lastWorkspace,
          )
        }
      />
      <ProjectPicker
        key={workspace.slug}
        slug={workspace.slug}
        value={undefined}
        isOffered={found => Boolean(mayWrite(found))}
        onChange={setProject}
      />
    </Stack>,
  );
}

function Content() {
  const { data } = useMe();
  const [isOpen, setOpen] = useState(false);
  const workspaces = (data?.workspaces ?? []).filter(({ role }) =>
    includesRole(role, 'member'),
  );
  useCreateCommand(workspaces.length > 0 ? () => setOpen(true) : undefined);
  return isOpen ? (
    <CallboardProvider>
      <CreateAnywhere workspaces={workspaces} onClose={() => setOpen(false)} />
    </CallboardProvider>
  ) : null;
}

function WhenSignedIn() {
  return useIsSignedIn() ? <Content /> : null;
}

/** The search command that lets signed-in users create a work item on any page of the portal. */
export function CreateItemCommand() {
  return (
    <CallboardCache>
      <WhenSignedIn />
    </CallboardCache>
  );
}
