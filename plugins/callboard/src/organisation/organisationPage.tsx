import { TabbedPageBlueprint } from '@callboard/plugin-callboard-react';
import ApartmentOutlinedIcon from '@mui/icons-material/ApartmentOutlined';
import { organisationRouteRef } from '../routes';

/** The Organisation page; its tabs are the attached sub-pages. */
export const organisationPage = TabbedPageBlueprint.make({
  name: 'organisation',
  params: {
    path: '/organisation',
    title: 'Organisation',
    icon: <ApartmentOutlinedIcon fontSize="small" />,
    routeRef: organisationRouteRef,
  },
});
