import {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { callboardActivityReadNamedPermission } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Caller } from '../access/Caller';
import { CallboardConfig } from '../kernel/config';
import { ActivityPseudonymiser } from './ActivityPseudonymiser';
import { KnownNames } from './KnownNames';
import { loadPseudonymKey, Pseudonyms } from './Pseudonyms';

/** A reader of activity. A background job has no `policy`, because it has no credentials. */
export type ActivityViewer = Pick<Caller, 'user_ref'> &
  Partial<Pick<Caller, 'policy'>>;

/** Decides which users see names in activity; the only place that does. */
export class ActivityPrivacy {
  private constructor(
    /** Set if names are restricted. */
    readonly pseudonyms: Pseudonyms | undefined,
    private readonly names: KnownNames,
    private readonly mode: CallboardConfig['activity']['privacy'],
  ) {}

  static async create(deps: {
    knex: Knex;
    /** The connection for slow reads. */
    reader: Knex;
    config: CallboardConfig;
    rootConfig: RootConfigService;
    logger: LoggerService;
  }): Promise<ActivityPrivacy> {
    const { knex, reader, config, rootConfig, logger } = deps;
    const { privacy, pseudonymKey } = config.activity;
    const names = new KnownNames(reader);
    if (privacy !== 'pseudonymous') {
      return new ActivityPrivacy(undefined, names, privacy);
    }
    if (!rootConfig.getOptionalBoolean('permission.enabled')) {
      logger.warn(
        "callboard.activity.privacy is 'pseudonymous', but permission.enabled is not true. Without a permission policy, everyone can see names",
      );
    }
    const key = pseudonymKey ?? (await loadPseudonymKey(knex));
    const pseudonyms = new Pseudonyms({ knex: reader, key });
    return new ActivityPrivacy(pseudonyms, names, privacy);
  }

  get recordsViews(): boolean {
    return this.mode !== 'off';
  }

  /**
   * The pseudonymiser for a reader; undefined if the reader may see names. A reader without a
   * `policy` never sees names.
   */
  async getPseudonymiser(
    viewer: ActivityViewer,
  ): Promise<ActivityPseudonymiser | undefined> {
    const pseudonymiser = await this.openPseudonymiser(viewer);
    await pseudonymiser?.loadMatcher();
    return pseudonymiser;
  }

  /**
   * Like `getPseudonymiser`, but does not load the names: the caller awaits `loadMatcher`, together
   * with other reads, before it shows texts.
   *
   * @param ownName - the reader's name, which stays readable in their own activity
   */
  async openPseudonymiser(
    { policy, user_ref }: ActivityViewer,
    ownName?: string,
  ): Promise<ActivityPseudonymiser | undefined> {
    const { pseudonyms, names } = this;
    if (!pseudonyms) {
      return undefined;
    }
    const seesNames = await policy?.isAllowed(
      callboardActivityReadNamedPermission,
    );
    return seesNames
      ? undefined
      : new ActivityPseudonymiser({
          viewer: user_ref,
          ownName,
          pseudonyms,
          names,
        });
  }
}
