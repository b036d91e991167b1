import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page with the projects of a workspace. @public */
export const projectsRouteRef = createRouteRef();

/** The page with the signed-in user's work. @public */
export const myWorkRouteRef = createRouteRef();

/** The page of one work item, by the slug of its workspace and its identifier. @public */
export const workItemRouteRef = createRouteRef({
  params: ['workspace', 'identifier'],
});

/** The tab with the work items of an entity's project. @public */
export const entityWorkRouteRef = createRouteRef();

/** The catalog's page of systems and components, from which projects are created. @public */
export const catalogRouteRef = createExternalRouteRef({
  defaultTarget: 'catalog.catalogIndex',
});
