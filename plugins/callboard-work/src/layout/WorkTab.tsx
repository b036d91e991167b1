import type { Project } from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  useRecordRecentVisit,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { WorkProjectProvider } from '../data/WorkProjectProvider';
import { useWorkProject } from '../data/useWorkProject';
import { SettingsNoAccess } from '../settings/SettingsNoAccess';
import { ProjectSettings } from '../settings/ProjectSettings';
import { useWorkView } from './useWorkView';
import { WorkItems } from './WorkItems';

function View(props: { picker: ReactNode }) {
  const [view, setView] = useWorkView();
  const { isAdmin, project } = useWorkProject();
  useRecordRecentVisit('project', project.id, project.identifier);
  if (view !== 'settings') {
    return <WorkItems picker={props.picker} />;
  }
  const Settings = isAdmin ? ProjectSettings : SettingsNoAccess;
  return <Settings onBack={() => setView('list')} />;
}

/** The work of a project: its items, or its settings. */
export function WorkTab(props: {
  workspace: OwnWorkspace;
  project: Project;
  /** Selects another workspace, if the reader has several. */
  picker: ReactNode;
}) {
  const { workspace, project, picker } = props;
  return (
    <WorkProjectProvider
      key={project.id}
      workspace={workspace}
      project={project}
      loading={<LoadingState rows={12} rowHeight={36} />}
    >
      <View picker={picker} />
    </WorkProjectProvider>
  );
}
