import { TabbedPageBlueprint } from '@callboard/plugin-callboard-react';
import AdminPanelSettingsOutlinedIcon from '@mui/icons-material/AdminPanelSettingsOutlined';
import { rootRouteRef } from '../routes';

/** The frame of the admin page; its tabs are the attached sub-pages. */
export const adminPage = TabbedPageBlueprint.make({
  params: {
    path: '/callboard',
    title: 'Callboard admin',
    icon: <AdminPanelSettingsOutlinedIcon fontSize="small" />,
    routeRef: rootRouteRef,
  },
});
