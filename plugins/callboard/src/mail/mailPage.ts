import {
  coreExtensionData,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  isSuperAdmin,
  subPageAccessDataRef,
} from '@callboard/plugin-callboard-react';
import { mailSubPage } from './mailSubPage';

/** The tab of the admin page with what became of mails. */
export const mailPage = SubPageBlueprint.makeWithOverrides({
  name: 'mail',
  output: [
    coreExtensionData.routePath,
    coreExtensionData.title,
    coreExtensionData.reactElement,
    coreExtensionData.routeRef.optional(),
    coreExtensionData.icon.optional(),
    subPageAccessDataRef,
  ],
  *factory(originalFactory) {
    yield* originalFactory(mailSubPage);
    yield subPageAccessDataRef(isSuperAdmin);
  },
});
