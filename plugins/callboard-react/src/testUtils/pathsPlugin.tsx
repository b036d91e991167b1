import {
  appTreeApiRef,
  coreExtensionData,
  createFrontendPlugin,
  PageBlueprint,
  useApi,
  type AppNode,
} from '@backstage/frontend-plugin-api';

/** The address of the list of `pathsPlugin`. @public */
export const ALL_PATHS = '/all-paths';

function pathsBelow(node: AppNode, input: string, parent: string): string[] {
  return (node.edges.attachments.get(input) ?? []).flatMap(child => {
    const path = child.instance?.getData(coreExtensionData.routePath);
    if (path === undefined || path === ALL_PATHS) {
      return [];
    }
    const whole = `${parent}/${path.replace(/^\//, '')}`;
    return [whole, ...pathsBelow(child, 'pages', whole)];
  });
}

function AllPaths() {
  const routes = useApi(appTreeApiRef).getTree().tree.nodes.get('app/routes')!;
  return (
    <ul aria-label="All paths">
      {pathsBelow(routes, 'routes', '')
        // Tests mount paths with parameters as link targets.
        .filter(path => path !== '/' && !path.includes(':'))
        .map(path => (
          <li key={path}>{path}</li>
        ))}
    </ul>
  );
}

/** Lists, for tests, the paths of all pages and sub-pages of a portal. @public */
export const pathsPlugin = createFrontendPlugin({
  pluginId: 'all-paths',
  extensions: [
    PageBlueprint.make({
      params: {
        path: ALL_PATHS,
        title: 'All paths',
        loader: async () => <AllPaths />,
      },
    }),
  ],
});
