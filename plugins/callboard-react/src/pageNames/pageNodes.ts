import {
  coreExtensionData,
  type AppNode,
} from '@backstage/frontend-plugin-api';

/** The parts of a page's path; of a tab's, below its page. */
export const pathOf = (node: AppNode): string[] | undefined =>
  node.instance
    ?.getData(coreExtensionData.routePath)
    ?.split('/')
    .filter(Boolean);

/** What a page is called. */
export const titleOf = ({ instance, spec }: AppNode): string | undefined =>
  instance?.getData(coreExtensionData.title) ?? spec.plugin.title;
