import { EntityType } from '@callboard/plugin-callboard-common';
import { NotificationRule } from '@callboard/plugin-callboard-node';

/**
 * Notifies the user who started an import of a workspace about its result: they may have turned to
 * something else meanwhile.
 *
 * @param rule - `of`: the type of the imported resources; `getTargetPath`: their path in a workspace
 */
export function importFinishedRule(rule: {
  entityType: EntityType;
  type: string;
  title: string;
  getTargetPath: (workspace_slug: string) => string;
}): NotificationRule {
  return {
    name: rule.type,
    on: ['workspace.bulk_import'],
    toEvent({ actor, metadata }, { workspace }) {
      if (metadata?.entity_type !== rule.entityType) {
        return undefined;
      }
      return {
        type: rule.type,
        to: { people: [actor.user_ref] },
        notifies_actor: true,
        title: rule.title,
        body: formatOutcomes(metadata),
        severity: Number(metadata.failed) > 0 ? 'high' : 'normal',
        target_url: rule.getTargetPath(workspace.slug),
        reason: 'You started the import.',
      };
    },
  };
}

/** The outcomes as text: "480 created, 20 failed." */
function formatOutcomes(counts: Record<string, unknown>): string {
  const outcomes = ['created', 'updated', 'skipped', 'failed'] as const;
  const reported = outcomes.flatMap(outcome =>
    Number(counts[outcome]) > 0 ? `${counts[outcome]} ${outcome}` : [],
  );
  return `${reported.join(', ')}.`;
}
