import {
  coreExtensionData,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  isSuperAdmin,
  subPageAccessDataRef,
} from '@callboard/plugin-callboard-react';
import { dataSubPage } from './dataSubPage';

/** The tab of the admin page for how long things are kept, and for erasing people. */
export const dataPage = SubPageBlueprint.makeWithOverrides({
  name: 'data',
  output: [
    coreExtensionData.routePath,
    coreExtensionData.title,
    coreExtensionData.reactElement,
    coreExtensionData.routeRef.optional(),
    coreExtensionData.icon.optional(),
    subPageAccessDataRef,
  ],
  *factory(originalFactory) {
    yield* originalFactory(dataSubPage);
    yield subPageAccessDataRef(isSuperAdmin);
  },
});
