import {
  coreExtensionData,
  type AppNode,
} from '@backstage/frontend-plugin-api';

/** The segments of a page's path; for a tab, those below its page. */
export const getPathSegments = (node: AppNode): string[] | undefined =>
  node.instance
    ?.getData(coreExtensionData.routePath)
    ?.split('/')
    .filter(Boolean);

/** The title of a page. */
export const getNodeTitle = ({ instance, spec }: AppNode): string | undefined =>
  instance?.getData(coreExtensionData.title) ?? spec.plugin.title;
