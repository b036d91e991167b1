import { InputError } from '@backstage/errors';
import {
  describeIssue,
  newNotification,
  NewNotification,
} from '@callboard/plugin-callboard-common';
import { CreateLocally } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { pick } from 'lodash';
import { Clock } from '../../../kernel/clock';
import { InvalidRequestError } from '../../../http/errors';
import { NotificationEvent } from './NotificationEvent';
import { NotificationDispatcher } from './NotificationDispatcher';

/** Notifications from other Backstage plugins. */
export class PluginNotifications {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      dispatcher: NotificationDispatcher;
    },
  ) {}

  /**
   * Validates the input of a plugin in this process, and creates a notification event.
   *
   * @throws InputError when the input is invalid, or the workspace does not exist
   */
  readonly createLocally: CreateLocally = async (
    input,
    { sender, transaction },
  ) => {
    const { error, data } = newNotification.safeParse(input, {
      error: describeIssue,
    });
    if (error) {
      throw new InputError('The notification is not valid', error);
    }
    return this.create(data, { sender, transaction });
  };

  /**
   * Creates a notification event from validated input.
   *
   * @param options.sender - the plugin, such as `plugin:catalog`
   * @param options.transaction - the transaction to use; by default a new one
   * @throws InvalidRequestError when the workspace does not exist
   */
  async create(
    input: NewNotification,
    { sender, transaction }: { sender: string; transaction?: Knex.Transaction },
  ): Promise<{ id: string }> {
    const { knex, clock, dispatcher } = this.deps;
    if (!transaction) {
      return knex.transaction(tx =>
        this.create(input, { sender, transaction: tx }),
      );
    }
    const workspace = await transaction('workspaces')
      .select('id')
      .where({ slug: input.workspace })
      .whereNull('deleted_at')
      .first();
    if (!workspace) {
      throw new InvalidRequestError([
        {
          field: 'body.workspace',
          reason: `workspace ${input.workspace} does not exist`,
        },
      ]);
    }
    const [id] = await dispatcher.notify(transaction, [
      createPluginEvent(input, workspace.id, { sender, now: clock.now() }),
    ]);
    return { id };
  }
}

function createPluginEvent(
  input: NewNotification,
  workspace_id: string,
  { sender, now }: { sender: string; now: number },
): NotificationEvent {
  const { recipients } = input;
  const plugin = sender.replace(/^plugin:/, '');
  return {
    workspace_id,
    project_id: null,
    visibility: recipients ? 'people' : 'admins',
    ...pick(input, ['type', 'title', 'body', 'target_url', 'severity']),
    meta: (input.meta ?? {}) as NotificationEvent['meta'],
    actor_ref: null,
    rule: 'plugin',
    reason: recipients
      ? `The plugin ${plugin} sent this to you or to a group you are in.`
      : `The plugin ${plugin} sent this to the admins of the workspace.`,
    dedupe_key: input.dedupe_key,
    at: now,
    to: recipients ? { refs: recipients } : { admins: true },
  };
}
