import {
  endpoints,
  UnmaskInput,
  Unmasked,
} from '@callboard/plugin-callboard-common';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { RequestContext } from '../../access/Caller';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { pseudonymData } from '../../pseudonyms/Pseudonyms';
import { AccessLog } from './accessLog/AccessLog';
import { AccessLogServices } from './accessLog/addAccessLog';

/**
 * Reveals the person of a pseudonym in a workspace. Records this in the activity log and in the
 * person's access log.
 *
 * @throws ConflictError if names are not pseudonymised in this portal
 * @throws NotFoundError for an unknown pseudonym
 */
async function unmaskPerson(
  { changes, people, privacy }: Core,
  accessLog: AccessLog,
  { caller, workspace }: Pick<RequestContext, 'caller' | 'workspace'>,
  { pseudonym, reason }: UnmaskInput,
): Promise<Unmasked> {
  if (!privacy.pseudonyms) {
    throw new ConflictError('Names are not pseudonymised in this portal');
  }
  const user_id = await privacy.pseudonyms.find(workspace.id, pseudonym);
  if (user_id === undefined) {
    throw new NotFoundError('No person in this workspace has this pseudonym');
  }
  const [person] = await people.getMany([user_id]);
  const user_name = person?.display_name ?? user_id;
  await changes.run(caller, async ({ record, tx }) => {
    record({
      workspace_id: workspace.id,
      visibility: 'people',
      people: [user_id],
      entity_type: 'person',
      action: 'unmask',
      entity_id: user_id,
      entity_label: user_name,
      before: null,
      after: { id: user_id, display_name: user_name },
      metadata: { reason },
    });
    const entry = {
      person_ref: user_id,
      actor: caller,
      kind: 'unmask',
      scope: 'workspace',
      workspace_id: workspace.id,
      reason,
    } as const;
    await accessLog.record([entry], tx);
  });
  return { user_id, user_name, user_email: person?.email ?? null };
}

/** Adds the endpoint that reveals the person of a pseudonym. */
export function addUnmasking(
  core: Core,
  { accessLog }: AccessLogServices,
): Feature {
  core.router.handle(endpoints.unmaskPerson, ({ body, ...context }) =>
    unmaskPerson(core, accessLog, context, body),
  );
  return { data: pseudonymData, services: {} };
}
