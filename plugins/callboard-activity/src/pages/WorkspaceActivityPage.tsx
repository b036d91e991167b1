import {
  ExactPath,
  PageBody,
  useMe,
  useWeekStart,
  WorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useMemo, type ReactNode } from 'react';
import { createActivityScope } from '../data/activityQueries';
import type { ViewDefaults } from '../data/ActivityFilters';
import { ActivityView, PartialNote } from '../view/ActivityView';

const defaults: ViewDefaults = { range: 'last_7_days' };

function WorkspaceActivity(props: {
  workspace: OwnWorkspace;
  workspacePicker: ReactNode;
}) {
  const { slug, role } = props.workspace;
  const isSuperAdmin = useMe().data?.is_super_admin;
  const scope = useMemo(
    () => createActivityScope('workspace', { workspace: slug }),
    [slug],
  );
  return (
    <Stack spacing={2}>
      {props.workspacePicker}
      <ActivityView
        key={slug}
        scope={scope}
        defaults={defaults}
        weekStart={useWeekStart(slug)}
        accessGranters={{ workspace: slug }}
        note={isSuperAdmin ? null : <PartialNote role={role} />}
      />
    </Stack>
  );
}

export function WorkspaceActivityPage() {
  return (
    <PageBody>
      <ExactPath>
        <WorkspaceChoice>
          {(workspace, workspacePicker) => (
            <WorkspaceActivity
              workspace={workspace}
              workspacePicker={workspacePicker}
            />
          )}
        </WorkspaceChoice>
      </ExactPath>
    </PageBody>
  );
}
