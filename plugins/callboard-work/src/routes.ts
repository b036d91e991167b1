import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page with the projects of a workspace. @public */
export const projectsRouteRef = createRouteRef();

/** The page with the signed-in user's work. @public */
export const myWorkRouteRef = createRouteRef();

/** The page of one work item, named by its workspace's slug and its own identifier. @public */
export const workItemRouteRef = createRouteRef({
  params: ['workspace', 'identifier'],
});

/** The tab with the work items of an entity's project. @public */
export const entityWorkRouteRef = createRouteRef();

/** The catalog page, on which a user finds the entity to create a project for. @public */
export const catalogRouteRef = createExternalRouteRef({
  defaultTarget: 'catalog.catalogIndex',
});
