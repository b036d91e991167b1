import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import { LRUCache } from 'lru-cache';
import { limitEntries } from '../../kernel/limitEntries';
import { CallboardConfig } from '../../kernel/config';
import { scopeToWorkspace } from './MemberRow';
import { MemberService } from './MemberService';
import { WorkspaceDirectory } from '../workspaces/WorkspaceDirectory';
import { Actor } from '../../kernel/actor';

/** The minimum interval between checks of the same user. */
const TTL_MS = 60_000;

export class DefaultMemberships {
  /** Users who were checked recently. The database, not this cache, decides who is added. */
  readonly #ensured = new LRUCache<string, true>({
    ...limitEntries(50_000),
    ttl: TTL_MS,
  });

  constructor(
    private readonly deps: {
      config: CallboardConfig;
      members: MemberService;
      workspaces: WorkspaceDirectory;
    },
  ) {}

  /** Adds a user to the default workspace at their first request, if configured. */
  async ensure(actor: Actor): Promise<void> {
    const { config, members, workspaces } = this.deps;
    const { autoJoin } = config.workspaces.default;
    if (autoJoin === 'none' || this.#ensured.has(actor.user_ref)) {
      return;
    }
    const found = await workspaces.findBySlug(DEFAULT_WORKSPACE);
    if (found) {
      await members.ensureDefaultMembership(
        actor,
        scopeToWorkspace(found.id),
        autoJoin,
      );
    }
    this.#ensured.set(actor.user_ref, true);
  }

  forget(user_ref: string): void {
    this.#ensured.delete(user_ref);
  }

  /** Clears the cache after the tables were emptied. */
  clearCache(): void {
    this.#ensured.clear();
  }
}
