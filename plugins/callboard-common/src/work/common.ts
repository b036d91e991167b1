import { projectParams, uuid } from '../contract/primitives';

/** The tag of work endpoints in the API documentation. */
export const workTag = 'Work items';

/** The path parameters of one resource of a project. */
export const itemParams = projectParams.extend({ id: uuid });

/** Access to read the work of a project. */
export const workReadAccess = { kind: 'project', role: 'guest' } as const;
