import {
  coreExtensionData,
  SubPageBlueprint,
  type RouteRef,
} from '@backstage/frontend-plugin-api';
import type { AccessTest } from '../access/AccessTest';
import { subPageAccessDataRef } from './subPageAccessDataRef';
import { withSkeleton } from './withSkeleton';

/** Creates a tab of the admin page that is hidden without access. @public */
export function makeAdminSubPage<Name extends string>(options: {
  name: Name;
  params: {
    path: string;
    title: string;
    loader: () => Promise<JSX.Element>;
    routeRef?: RouteRef;
    isOpen: AccessTest;
  };
}) {
  const { name } = options;
  const { isOpen, ...params } = options.params;
  return SubPageBlueprint.makeWithOverrides({
    name,
    attachTo: { id: 'page:callboard', input: 'pages' },
    output: [
      coreExtensionData.routePath,
      coreExtensionData.title,
      coreExtensionData.reactElement,
      coreExtensionData.routeRef.optional(),
      coreExtensionData.icon.optional(),
      subPageAccessDataRef,
    ],
    *factory(originalFactory) {
      yield* originalFactory({
        ...params,
        loader: withSkeleton(params.loader),
      });
      yield subPageAccessDataRef(isOpen);
    },
  });
}
