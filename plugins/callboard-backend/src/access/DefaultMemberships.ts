import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import { LRUCache } from 'lru-cache';
import { limitEntries } from '../limitEntries';
import { CallboardConfig } from '../config';
import { membersOfWorkspace } from '../core/members/MemberScope';
import { MemberService } from '../core/members/MemberService';
import { WorkspaceDirectory } from '../core/workspaces/WorkspaceDirectory';
import { Actor } from './actor';

/** How long the database is not asked about somebody again; it tells who was erased. */
const TTL_MS = 60_000;

/** Lets people into the default workspace at their first request. */
export class DefaultMemberships {
  /** Only saves the look-up; the database knows whom to welcome. */
  readonly #welcomed = new LRUCache<string, true>({
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

  /** Makes somebody a member at their first request, if configured so. */
  async ensure(actor: Actor): Promise<void> {
    const { config, members, workspaces } = this.deps;
    const { autoJoin } = config.workspaces.default;
    if (autoJoin === 'none' || this.#welcomed.has(actor.user_ref)) {
      return;
    }
    const found = await workspaces.findBySlug(DEFAULT_WORKSPACE);
    if (found) {
      await members.ensureDefaultMembership(
        actor,
        membersOfWorkspace(found.id),
        autoJoin,
      );
    }
    this.#welcomed.set(actor.user_ref, true);
  }

  /** Forgets that somebody was welcomed, when they were erased. */
  forget(user_ref: string): void {
    this.#welcomed.delete(user_ref);
  }

  /** Forgets who was welcomed, when the tables were emptied. */
  clearCache(): void {
    this.#welcomed.clear();
  }
}
