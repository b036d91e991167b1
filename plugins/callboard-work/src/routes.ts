import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page with the projects of a workspace. @public */
export const projectsRouteRef = createRouteRef();

/** The page with one's own work. @public */
export const myWorkRouteRef = createRouteRef();

/** The page of one work item, by the slug of its workspace and its identifier. @public */
export const workItemRouteRef = createRouteRef({
  params: ['workspace', 'identifier'],
});

/** The tab with the work items of an entity's project. @public */
export const entityWorkRouteRef = createRouteRef();

/** Where systems and components are found, to make projects of. @public */
export const catalogRouteRef = createExternalRouteRef({
  defaultTarget: 'catalog.catalogIndex',
});
