import { NotificationChannels } from '@callboard/plugin-callboard-node';
import {
  notificationChannels,
  NotificationPreferences,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { difference, isEqual, uniq } from 'lodash';
import { Caller } from '../../access/Caller';
import { Clock } from '../../kernel/clock';
import { insertMany } from '../../database/bulk';
import { lockName } from '../../database/locks';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { FieldProblem, throwIfInvalid } from '../../http/errors';
import { NotificationTypes } from './rules/NotificationTypes';

const defaultSettings = {
  digest: { frequency: 'off' as const, at: '08:00', weekday: 1 },
  timezone: null,
  quiet_hours: null,
};

type Viewer = Pick<Caller, 'user_ref' | 'is_super_admin'>;

type DeliveryTimes = Omit<NotificationPreferences, 'types'>;

/** Called with a user's delivery times, in the transaction that stores them. */
type PreferencesListener = (
  tx: Knex.Transaction,
  user_ref: string,
  times: DeliveryTimes,
) => Promise<void>;

export class Preferences {
  onSaved: PreferencesListener = async () => {};

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      types: NotificationTypes;
      workspaces: WorkspaceDirectory;
    },
  ) {}

  getTypeLabel(type: string): string {
    return this.deps.types.get(type).label;
  }

  /** @returns a function that returns the user's channels for a type */
  async readUserChannels(
    user_ref: string,
    knex = this.deps.knex,
  ): Promise<(type: string) => NotificationChannels> {
    const storedChannels = await readStoredChannels(knex, user_ref);
    return type =>
      storedChannels.get(type) ?? this.deps.types.get(type).channels;
  }

  /** Lists the types whose bell is off for a user, by the user's choice or by default. */
  async listMutedTypes(
    user_ref: string,
    knex = this.deps.knex,
  ): Promise<string[]> {
    const storedChannels = await readStoredChannels(knex, user_ref);
    const { types } = this.deps;
    return uniq([
      ...types.list().map(({ type }) => type),
      ...storedChannels.keys(),
    ]).filter(
      type => !(storedChannels.get(type) ?? types.get(type).channels).bell,
    );
  }

  /** Reads a user's preferences, for every type that they can set. */
  async readPreferences(viewer: Viewer): Promise<NotificationPreferences> {
    const { knex, types } = this.deps;
    const { user_ref } = viewer;
    const storedChannels = await readStoredChannels(knex, user_ref);
    const settable = await this.listSettableTypes(viewer, storedChannels);
    return {
      types: settable.map(type => {
        const { label, is_mandatory, is_mail_only, ...declared } =
          types.get(type);
        const channels = storedChannels.get(type) ?? declared.channels;
        return {
          type,
          label,
          is_mandatory,
          ...(is_mail_only && { is_mail_only }),
          // The type may have become mandatory after it was muted.
          channels: { ...channels, bell: channels.bell || is_mandatory },
        };
      }),
      ...(await this.readDeliveryTimes(user_ref)),
    };
  }

  async readDeliveryTimes(user_ref: string): Promise<DeliveryTimes> {
    const { timezone, ...times } =
      (await findSettings(this.deps.knex, user_ref)) ?? defaultSettings;
    return {
      ...times,
      timezone: timezone ?? (await this.deps.workspaces.readDefaultTimeZone()),
    };
  }

  /**
   * Stores a user's preferences. Omitted types are reset to their defaults, except types that the
   * user does not see. Labels and mandatory flags in the input are ignored.
   *
   * @throws InvalidRequestError for unknown or repeated types, and when a mandatory type is muted
   */
  async put(viewer: Viewer, input: NotificationPreferences): Promise<void> {
    const { knex, workspaces } = this.deps;
    const { user_ref } = viewer;
    const before = await readStoredChannels(knex, user_ref);
    const settable = new Set(await this.listSettableTypes(viewer, before));
    this.validate(input, settable);
    const chosen = input.types
      .filter(
        ({ type, channels }) =>
          !isEqual(channels, this.deps.types.get(type).channels),
      )
      .map(({ type, channels }) => [type, channels] as const);
    const defaultTimeZone = await workspaces.readDefaultTimeZone();
    await knex.transaction(async tx => {
      await lockPreferences(tx, user_ref);
      // Reads again, because another transaction may have stored channels before the lock.
      const hidden = [...(await readStoredChannels(tx, user_ref))].filter(
        ([type]) => !settable.has(type),
      );
      const storedChannels = new Map([...hidden, ...chosen]);
      const mutedBefore = await this.listMutedTypes(user_ref, tx);
      await putSettings(tx, user_ref, input, defaultTimeZone);
      await tx('notification_preferences').where({ user_ref }).delete();
      await insertMany(
        tx,
        'notification_preferences',
        [...storedChannels].map(([type, channels]) => ({
          user_ref,
          type,
          ...channels,
        })),
      );
      const muted = await this.listMutedTypes(user_ref, tx);
      await this.recordUnmuted(tx, user_ref, difference(mutedBefore, muted));
      await this.onSaved(tx, user_ref, input);
    });
  }

  async turnOffDigest(user_ref: string): Promise<void> {
    const { knex } = this.deps;
    const times = await this.readDeliveryTimes(user_ref);
    const digest = { ...times.digest, frequency: 'off' as const };
    await knex.transaction(async tx => {
      await tx('notification_settings')
        .where({ user_ref })
        .update({ digest_frequency: 'off' });
      await this.onSaved(tx, user_ref, { ...times, digest });
    });
  }

  async turnOffEmails(user_ref: string, type: string): Promise<void> {
    await this.deps.knex.transaction(async tx => {
      await lockPreferences(tx, user_ref);
      const getChannels = await this.readUserChannels(user_ref, tx);
      await tx('notification_preferences')
        .insert({ user_ref, type, ...getChannels(type), email: false })
        .onConflict(['user_ref', 'type'])
        .merge([...notificationChannels]);
    });
  }

  /**
   * Records that a user turned the bells of types on again. `AdminNotifications` then adds no
   * events of the muted time.
   */
  private async recordUnmuted(
    tx: Knex.Transaction,
    user_ref: string,
    types: readonly string[],
  ): Promise<void> {
    if (types.length > 0) {
      const unmuted_at = new Date(this.deps.clock.now());
      await tx('unmuted_types')
        .insert(types.map(type => ({ user_ref, type, unmuted_at })))
        .onConflict(['user_ref', 'type'])
        .merge(['unmuted_at']);
    }
  }

  /**
   * Lists the types that a user can set: declared types, and other types that the user was notified
   * of or has set before. Only admins of a workspace see types for admins.
   */
  private async listSettableTypes(
    viewer: Viewer,
    storedChannels: ReadonlyMap<string, NotificationChannels>,
  ): Promise<string[]> {
    const { knex, types, workspaces } = this.deps;
    const { user_ref } = viewer;
    const notifiedTypes: string[] = await knex('notifications')
      .where({ user_ref })
      .distinct('type')
      .pluck('type');
    const declared = types.list().map(({ type }) => type);
    const all = uniq([
      ...declared,
      ...notifiedTypes,
      ...storedChannels.keys(),
    ]).sort();
    const isAdmin = (await workspaces.listAdministered(viewer)).length > 0;
    return isAdmin ? all : all.filter(type => !types.get(type).is_for_admins);
  }

  private validate(
    { types }: NotificationPreferences,
    settable: ReadonlySet<string>,
  ): void {
    const seen = new Set<string>();
    throwIfInvalid(
      types.flatMap(({ type, channels }, index): FieldProblem[] => {
        const field = `body.types.${index}`;
        const isRepeated = seen.has(type);
        seen.add(type);
        if (!settable.has(type)) {
          const reason = `notification type ${type} does not exist`;
          return [{ field: `${field}.type`, reason }];
        }
        if (isRepeated) {
          return [{ field: `${field}.type`, reason: 'is listed twice' }];
        }
        return this.deps.types.get(type).is_mandatory && !channels.bell
          ? [
              {
                field: `${field}.channels.bell`,
                reason: `the bell cannot be turned off for ${type}`,
              },
            ]
          : [];
      }),
    );
  }
}

export function readChannels(
  row: Record<keyof NotificationChannels, unknown>,
): NotificationChannels {
  return Object.fromEntries(
    notificationChannels.map(channel => [channel, Boolean(row[channel])]),
  ) as unknown as NotificationChannels;
}

/** Serialises transactions that change one user's preferences. */
function lockPreferences(
  tx: Knex.Transaction,
  user_ref: string,
): Promise<void> {
  return lockName(tx, `notification preferences ${user_ref}`);
}

async function readStoredChannels(
  knex: Knex,
  user_ref: string,
): Promise<ReadonlyMap<string, NotificationChannels>> {
  const rows = await knex('notification_preferences').where({ user_ref });
  return new Map(rows.map((row: any) => [row.type, readChannels(row)]));
}

/**
 * Finds a user's delivery times; undefined if none are stored. A null time zone means the zone of
 * the default workspace.
 */
async function findSettings(
  knex: Knex,
  user_ref: string,
): Promise<
  (Omit<DeliveryTimes, 'timezone'> & { timezone: string | null }) | undefined
> {
  const row = await knex('notification_settings').where({ user_ref }).first();
  return (
    row && {
      digest: {
        frequency: row.digest_frequency,
        at: row.digest_at,
        weekday: row.digest_weekday,
      },
      timezone: row.timezone,
      quiet_hours:
        row.quiet_from === null
          ? null
          : { from: row.quiet_from, to: row.quiet_to },
    }
  );
}

/**
 * Stores a user's delivery times. If a user without a stored time zone submits the default zone,
 * stores no zone: a stored zone would replace the zones of the user's workspaces, which otherwise
 * determine when the user's days begin.
 */
async function putSettings(
  tx: Knex,
  user_ref: string,
  { digest, timezone, quiet_hours }: DeliveryTimes,
  defaultTimeZone: string,
): Promise<void> {
  const row = {
    user_ref,
    digest_frequency: digest.frequency,
    digest_at: digest.at,
    digest_weekday: digest.weekday,
    timezone: timezone === defaultTimeZone ? null : timezone,
    quiet_from: quiet_hours?.from ?? null,
    quiet_to: quiet_hours?.to ?? null,
  };
  await tx('notification_settings')
    .insert(row)
    .onConflict('user_ref')
    .merge({
      ...row,
      timezone: tx.raw(
        'CASE WHEN notification_settings.timezone IS NULL THEN excluded.timezone ELSE ? END',
        [timezone],
      ),
    });
}
