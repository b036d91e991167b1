import {
  coreExtensionData,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { subPageAccessDataRef } from '@callboard/plugin-callboard-react';
import { webhooksSubPage } from './webhooksSubPage';

/** The tab of the admin page with the webhooks. */
export const webhooksPage = SubPageBlueprint.makeWithOverrides({
  name: 'webhooks',
  output: [
    coreExtensionData.routePath,
    coreExtensionData.title,
    coreExtensionData.reactElement,
    coreExtensionData.routeRef.optional(),
    coreExtensionData.icon.optional(),
    subPageAccessDataRef,
  ],
  *factory(originalFactory) {
    yield* originalFactory(webhooksSubPage);
    yield subPageAccessDataRef(access => access.may_administrate);
  },
});
