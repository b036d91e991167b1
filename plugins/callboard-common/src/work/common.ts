import { z } from 'zod';
import { slug, uuid } from '../contract/primitives';

/** The tag of work endpoints in the API documentation. */
export const workTag = 'Work items';

/** The path parameters of a project's resources. */
export const projectParams = z.strictObject({ slug, pid: uuid });

/** The path parameters of one resource of a project. */
export const itemParams = z.strictObject({ slug, pid: uuid, id: uuid });

/** Access to read the work of a project. */
export const workReadAccess = { kind: 'project', role: 'guest' } as const;
