import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page with a person's own activity and the activity of their workspaces. @public */
export const activityRouteRef = createRouteRef();

/** The Activity Tracker in the admin page. @public */
export const activityTrackerRouteRef = createRouteRef();

/** The tab with the history of an entity. @public */
export const entityActivityRouteRef = createRouteRef();

/** The page with the projects of a workspace. @public */
export const projectsExternalRouteRef = createExternalRouteRef({
  defaultTarget: 'callboard-work.projects',
});
