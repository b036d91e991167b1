import { z } from 'zod';
import { slug, uuid } from '../contract/primitives';

/** What the documentation of the API has the endpoints of work under. */
export const workTag = 'Work items';

/** The parameters of a path to what a project has. */
export const inProject = z.strictObject({ slug, pid: uuid });

/** The parameters of a path to one thing that a project has. */
export const one = z.strictObject({ slug, pid: uuid, id: uuid });

/** Who may read the work of a project. */
export const reads = { kind: 'project', role: 'guest' } as const;
