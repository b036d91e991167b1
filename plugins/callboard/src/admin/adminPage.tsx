import {
  createExtensionInput,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  adminBlockDataRef,
  TabbedPageBlueprint,
  withSkeleton,
} from '@callboard/plugin-callboard-react';
import AdminPanelSettingsOutlinedIcon from '@mui/icons-material/AdminPanelSettingsOutlined';
import { rootRouteRef } from '../routes';

export const adminPage = TabbedPageBlueprint.make({
  params: {
    path: '/callboard',
    title: 'Callboard admin',
    icon: <AdminPanelSettingsOutlinedIcon fontSize="small" />,
    routeRef: rootRouteRef,
  },
});

export const overviewPage = SubPageBlueprint.makeWithOverrides({
  name: 'overview',
  inputs: { blocks: createExtensionInput([adminBlockDataRef]) },
  factory: (originalFactory, { inputs }) =>
    originalFactory({
      path: 'overview',
      title: 'Overview',
      loader: withSkeleton(async () => {
        const { AdminOverview } = await import('./AdminOverview');
        return (
          <AdminOverview
            blocks={inputs.blocks.map(block => block.get(adminBlockDataRef))}
          />
        );
      }),
    }),
});
