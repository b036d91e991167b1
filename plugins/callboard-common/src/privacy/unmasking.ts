import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { MAX_REASON_LENGTH } from '../time/periods';
import { slug } from '../contract/primitives';
import { createRequiredTextSchema } from '../contract/text';
import { callboardActivityUnmaskPermission } from '../permissions';
import { DEFAULT_WORKSPACE } from '../workspaces/endpoints';

/** The prefix of pseudonymous user references. @public */
export const PSEUDONYM_PREFIX = 'user:pseudonym/';

/** Whether a reference is a pseudonym instead of a catalog User. @public */
export function isPseudonym(ref: string): boolean {
  return ref.startsWith(PSEUDONYM_PREFIX);
}

/** The display name of a pseudonym. @public */
export function getPseudonymName(pseudonym: string): string {
  return `Person ${pseudonym.slice(PSEUDONYM_PREFIX.length)}`;
}

/** A pseudonymous reference. @public */
export const pseudonym = z.string().min(1).max(255);

/** The pseudonym to resolve, and the reason. @public */
export const unmaskInput = z
  .strictObject({
    pseudonym,
    reason: createRequiredTextSchema(MAX_REASON_LENGTH),
  })
  .meta({ id: 'UnmaskInput' });

/** @public */
export type UnmaskInput = z.output<typeof unmaskInput>;

/** The user behind a pseudonym. @public */
export const unmasked = z
  .strictObject({
    user_id: z.string(),
    user_name: z.string(),
    user_email: z.string().nullable(),
  })
  .meta({ id: 'Unmasked' });

/** @public */
export type Unmasked = z.output<typeof unmasked>;

const { post } = createEndpointDefiners('Privacy');

/** @public */
export const unmaskEndpoints = {
  unmaskPerson: post('/activity/unmask', {
    summary: 'Resolve a pseudonym; the person can see this in their access log',
    access: { kind: 'workspace', role: 'admin' },
    permission: callboardActivityUnmaskPermission,
    canConflict: true,
    query: z.strictObject({ workspace: slug.default(DEFAULT_WORKSPACE) }),
    body: unmaskInput,
    response: unmasked,
  }),
};
