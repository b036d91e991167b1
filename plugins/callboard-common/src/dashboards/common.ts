import { z } from 'zod';
import { slug, uuid } from '../contract/primitives';

export { workspaceParams } from '../contract/primitives';

/** The tag of dashboard endpoints in the API documentation. */
export const dashboardsTag = 'Dashboards';

/** The base path of the dashboards of a workspace. */
export const dashboardsPath = '/workspaces/{slug}/dashboards';

/** The path parameters of a dashboard and of a widget. */
export const dashboardParams = z.strictObject({ slug, id: uuid });
export const widgetParams = dashboardParams.extend({ wid: uuid });

/** Access of reads: the visibility of a dashboard does not depend on the role. */
export const readAccess = { kind: 'workspace', role: 'guest' } as const;

/** Access of writes. */
export const writeAccess = { kind: 'workspace', role: 'member' } as const;
