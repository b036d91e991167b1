import { AdminBlockBlueprint } from '@callboard/plugin-callboard-react';
import WorkspacesOutlinedIcon from '@mui/icons-material/WorkspacesOutlined';

/** The overview's way to the workspaces. */
export const workspacesBlock = AdminBlockBlueprint.make({
  name: 'workspaces',
  params: {
    title: 'Workspaces and settings',
    description:
      'Create workspaces, change their settings, say who is in them.',
    icon: <WorkspacesOutlinedIcon />,
    to: '/callboard/workspaces',
    order: 700,
  },
});
