import { NotificationPreferences } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual, uniq } from 'lodash';
import { Caller } from '../../../access/Caller';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { FieldProblem } from '../../../http/errors';
import { throwIfInvalid } from '../../../http/throwIfInvalid';
import { NotificationTypes } from '../rules/NotificationTypes';
import { Channels } from './channels';
import { PreferenceStore, PreferenceSettings } from './PreferenceStore';

/** Those of who has said nothing. */
const usualSettings: PreferenceSettings = {
  digest: { frequency: 'off', at: '08:00', weekday: 1 },
  timezone: null,
  quiet_hours: null,
};

/** The person whose preferences they are. */
type Viewer = Pick<Caller, 'user_ref' | 'is_super_admin'>;

/** When somebody wants to be told. */
type Times = Omit<NotificationPreferences, 'types'>;

/** Hears of when somebody wants to be told, in the transaction that stores it. */
export type PreferencesListener = (
  tx: Knex.Transaction,
  user_ref: string,
  times: Times,
) => Promise<void>;

/** How people want to be told of things. */
export class Preferences {
  readonly #listeners: PreferencesListener[] = [];

  constructor(
    private readonly deps: {
      knex: Knex;
      store: PreferenceStore;
      types: NotificationTypes;
      workspaces: WorkspaceDirectory;
    },
  ) {}

  /** Calls a listener in the transactions that store preferences. */
  onSaved(listener: PreferencesListener): void {
    this.#listeners.push(listener);
  }

  /** How people are told of a type who have said nothing of it. */
  usualChannels(type: string): Channels {
    return this.deps.types.usualChannels(type);
  }

  /** Whether nobody can mute a type. */
  isMandatory(type: string): boolean {
    return this.deps.types.isMandatory(type);
  }

  /** What people read instead of the name of a type. */
  labelOf(type: string): string {
    return this.deps.types.find(type)?.label ?? type;
  }

  /** How somebody is told of a type. */
  async channelsOf(user_ref: string, type: string): Promise<Channels> {
    const { knex, store } = this.deps;
    const storedChannels = await store.channels(knex, user_ref);
    return storedChannels.get(type) ?? this.usualChannels(type);
  }

  /** Those of some types that somebody wants in their digest. */
  async typesInDigest(
    user_ref: string,
    types: readonly string[],
  ): Promise<string[]> {
    const { knex, store } = this.deps;
    const storedChannels = await store.channels(knex, user_ref);
    return types.filter(
      type => (storedChannels.get(type) ?? this.usualChannels(type)).digest,
    );
  }

  /** What somebody wants, of every type that they have a preference for. */
  async of(viewer: Viewer): Promise<NotificationPreferences> {
    const { user_ref } = viewer;
    const storedChannels = await this.deps.store.channels(
      this.deps.knex,
      user_ref,
    );
    const types = await this.typesFor(viewer, storedChannels);
    return {
      types: types.map(type => {
        const is_mandatory = this.isMandatory(type);
        const channels = storedChannels.get(type) ?? this.usualChannels(type);
        return {
          type,
          label: this.labelOf(type),
          is_mandatory,
          ...(this.deps.types.isMailOnly(type) && { is_mail_only: true }),
          // It may have become mandatory after they muted it.
          channels: { ...channels, bell: channels.bell || is_mandatory },
        };
      }),
      ...(await this.timesOf(user_ref)),
    };
  }

  /** When somebody wants to be told. */
  async timesOf(user_ref: string): Promise<Times> {
    const { knex, store, workspaces } = this.deps;
    const storedChannels = (await store.settings(knex, [user_ref])).get(
      user_ref,
    );
    const { timezone, ...times } = storedChannels ?? usualSettings;
    const workspace = timezone ? undefined : await workspaces.findDefault();
    return { ...times, timezone: timezone ?? workspace?.timezone ?? 'UTC' };
  }

  /**
   * Stores what somebody wants. Of types that are left out they say nothing any
   * more, except of those that they do not see; labels and which types are mandatory are not theirs to say.
   *
   * @throws InvalidRequestError for types that nobody knows, or twice the same,
   * and when it mutes a mandatory one
   */
  async put(viewer: Viewer, input: NotificationPreferences): Promise<void> {
    const { knex, store } = this.deps;
    const { user_ref } = viewer;
    const before = await store.channels(knex, user_ref);
    const types = new Set(await this.typesFor(viewer, before));
    this.check(input, types);
    const hidden = [...before].filter(([type]) => !types.has(type));
    const storedChannels = new Map([
      ...hidden,
      ...input.types
        .filter(
          ({ type, channels }) => !isEqual(channels, this.usualChannels(type)),
        )
        .map(({ type, channels }) => [type, channels] as const),
    ]);
    await knex.transaction(async tx => {
      // The one row of a person comes first: who puts at the same time waits.
      await store.putSettings(tx, user_ref, input);
      await store.replaceChannels(tx, user_ref, storedChannels);
      await this.tellListeners(tx, user_ref, input);
    });
  }

  /** Has somebody get no more digests. */
  async endDigests(user_ref: string): Promise<void> {
    const { knex, store } = this.deps;
    const times = await this.timesOf(user_ref);
    const digest = { ...times.digest, frequency: 'off' as const };
    await knex.transaction(async tx => {
      await store.endDigests(tx, user_ref);
      await this.tellListeners(tx, user_ref, { ...times, digest });
    });
  }

  /** Has somebody get no more mails of a type. */
  async endMails(user_ref: string, type: string): Promise<void> {
    const { knex, store } = this.deps;
    await knex.transaction(async tx => {
      const storedChannels = (await store.channels(tx, user_ref)).get(type);
      await store.mergeChannels(tx, user_ref, type, {
        ...(storedChannels ?? this.usualChannels(type)),
        email: false,
      });
    });
  }

  private async tellListeners(
    tx: Knex.Transaction,
    user_ref: string,
    times: Times,
  ): Promise<void> {
    for (const listener of this.#listeners) {
      await listener(tx, user_ref, times);
    }
  }

  /**
   * Types that somebody can say something of: those that are declared, and others
   * that they have been told or have said something of. Those for admins are for the
   * admins of a workspace alone.
   */
  private async typesFor(
    viewer: Viewer,
    storedChannels: ReadonlyMap<string, Channels>,
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
    const isAdmin = (await workspaces.administeredBy(viewer)).length > 0;
    return isAdmin ? all : all.filter(type => !types.isForAdmins(type));
  }

  private check(
    { types }: NotificationPreferences,
    known: ReadonlySet<string>,
  ): void {
    const seen = new Set<string>();
    throwIfInvalid(
      types.flatMap(({ type, channels }, index): FieldProblem[] => {
        const field = `body.types.${index}`;
        const isTwice = seen.has(type);
        seen.add(type);
        if (!known.has(type)) {
          return [{ field: `${field}.type`, reason: `there is no ${type}` }];
        }
        if (isTwice) {
          return [{ field: `${field}.type`, reason: 'is there twice' }];
        }
        return this.isMandatory(type) && !channels.bell
          ? [
              {
                field: `${field}.channels.bell`,
                reason: `nobody can mute ${type}`,
              },
            ]
          : [];
      }),
    );
  }
}
