import WorkspacesOutlinedIcon from '@mui/icons-material/WorkspacesOutlined';

/** The overview block of workspaces. */
export const workspacesBlock = {
  title: 'Workspaces and settings',
  description: 'Create workspaces, change their settings and manage members.',
  icon: <WorkspacesOutlinedIcon />,
  order: 700,
};
