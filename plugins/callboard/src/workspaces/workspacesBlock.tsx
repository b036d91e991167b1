import WorkspacesOutlinedIcon from '@mui/icons-material/WorkspacesOutlined';

/** The overview block of workspaces. */
export const workspacesBlock = {
  title: 'Workspaces and settings',
  description: 'Create workspaces, change their settings, say who is in them.',
  icon: <WorkspacesOutlinedIcon />,
  order: 700,
};
