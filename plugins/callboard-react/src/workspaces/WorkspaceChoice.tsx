import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useUrlState } from '../hooks/useUrlState';
import { SelectField } from '../pickers/SelectField';
import { useMe } from '../query/useCallboardQuery';
import { EmptyState } from '../states/EmptyState';
import { NoAccess, QueryState } from '../states/ErrorState';
import { callboardReactTranslationRef } from '../translation';
import { useWorkspaceChoice, type OwnWorkspace } from './useWorkspaceChoice';

/** Switches the workspace of a page; renders nothing for a single workspace. @public */
export function WorkspacePicker(props: {
  workspaces: readonly OwnWorkspace[];
  value: OwnWorkspace;
  onChange: (slug: string) => void;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return props.workspaces.length > 1 ? (
    <SelectField
      label={t('workspace.label')}
      value={props.value.slug}
      options={props.workspaces.map(({ slug, name }) => ({
        value: slug,
        label: name,
      }))}
      onChange={props.onChange}
      sx={{ alignSelf: 'start', minWidth: 200 }}
    />
  ) : null;
}

/** @public */
export interface WorkspaceChoiceProps {
  /** Renders the page of a workspace, including the picker, which switches the workspace. */
  children: (workspace: OwnWorkspace, picker: ReactNode) => ReactNode;
  forget?: readonly string[];
  /** Whether the viewer may open the page in a workspace. By default, always true. */
  canOpen?: (workspace: OwnWorkspace) => boolean;
  /** A sentence that names the required access. */
  requirement?: ReactNode;
  loading?: ReactNode;
}

const urlParameters = ['workspace'] as const;

function ChosenWorkspace(
  props: WorkspaceChoiceProps & { workspaces: readonly OwnWorkspace[] },
) {
  const { canOpen = () => true } = props;
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const [{ workspace: requested }] = useUrlState(urlParameters);
  const openableWorkspaces = props.workspaces.filter(canOpen);
  // A requested workspace is never replaced by another: if the person may not open the page there,
  // they see who can grant access.
  const workspaces =
    openableWorkspaces.length === 0 ||
    props.workspaces.some(({ slug }) => slug === requested)
      ? props.workspaces
      : openableWorkspaces;
  const [workspace, choose] = useWorkspaceChoice(
    workspaces,
    props.forget,
    true,
  );
  // Without this error, people would mistake another workspace for the requested one.
  if (requested && requested !== workspace.slug) {
    return (
      <EmptyState
        title={t('workspace.unknown', { workspace: requested })}
        action={
          <Button variant="outlined" onClick={() => choose(workspace.slug)}>
            {t('workspace.open', { workspace: workspace.name })}
          </Button>
        }
      >
        {t('workspace.unknownHint')}
      </EmptyState>
    );
  }
  if (!canOpen(workspace)) {
    return (
      <NoAccess accessGranters={{ workspace: workspace.slug }}>
        {props.requirement}
      </NoAccess>
    );
  }
  const workspacePicker = openableWorkspaces.length > 1 && (
    <WorkspacePicker
      workspaces={openableWorkspaces}
      value={workspace}
      onChange={choose}
    />
  );
  return <>{props.children(workspace, workspacePicker)}</>;
}

/**
 * Renders the page for the workspace that `useWorkspaceChoice` selects. Viewers with several
 * workspaces can switch between them.
 *
 * @public
 */
export function WorkspaceChoice(props: WorkspaceChoiceProps) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return (
    <QueryState query={useMe()} loading={props.loading}>
      {({ workspaces }) =>
        workspaces.length > 0 ? (
          <ChosenWorkspace {...props} workspaces={workspaces} />
        ) : (
          <EmptyState title={t('workspace.none')}>
            {t('workspace.noneHint')}
          </EmptyState>
        )
      }
    </QueryState>
  );
}
