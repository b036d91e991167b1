import { z } from 'zod';
import { slug, uuid } from '../contract/primitives';

/** What the documentation of the API has the endpoints of dashboards under. */
export const dashboardsTag = 'Dashboards';

/** Where the dashboards of a workspace are. */
export const path = '/workspaces/{slug}/dashboards';

/** The parameters of a path in a workspace, to a dashboard, and to a widget. */
export const dashboardParams = z.strictObject({ slug });
export const ofDashboard = z.strictObject({ slug, id: uuid });
export const ofWidget = ofDashboard.extend({ wid: uuid });

/** Who reads: which dashboards somebody sees is no matter of roles. */
export const reading = { kind: 'workspace', role: 'guest' } as const;

/** Who makes and changes. */
export const writing = { kind: 'workspace', role: 'member' } as const;
