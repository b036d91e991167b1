import {
  ChangeEvent,
  buildProjectPath,
  Role,
  buildWorkspacePath,
} from '@callboard/plugin-callboard-common';
import {
  ChangeScope,
  BulkChanges,
  NotificationDeclarations,
  NotificationRule,
  RuleEvent,
} from '@callboard/plugin-callboard-node';
import { formatCountedNoun } from '../../core/workspaces/recordBulkAction';
import { findFieldChange, getFieldValue } from '../../changes/changeEvents';

const SUMMARY_TYPE = 'membership_sync.changed';

const roleTexts: Record<Role, string> = {
  admin: 'an admin',
  member: 'a member',
  guest: 'a guest',
};

const reason =
  'Your membership was changed by an admin, your department or your catalog ownership.';

/** Notifies users about memberships they gained or lost: once for each action and user. */
const membershipRule: NotificationRule = {
  name: 'memberships',
  on: [
    'workspace_member.create',
    'workspace_member.update',
    'workspace_member.delete',
    'project_member.create',
    'project_member.update',
    'project_member.delete',
  ],
  toEvent(change, scope) {
    const user_ref = getFieldValue(change, 'user_ref');
    const event = createMembershipEvent(change, scope);
    return typeof user_ref === 'string' && event
      ? { ...event, to: { people: [user_ref] }, reason }
      : undefined;
  },
  bulk: {
    within: 'workspace',
    toEvent: (changes, { workspace }) => ({
      type: SUMMARY_TYPE,
      reason,
      title: `Your memberships in ${workspace.name} changed`,
      body: formatCounts(changes),
      target_url: buildWorkspacePath(workspace.slug),
    }),
  },
};

export const membershipNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'workspace_member.granted',
      label: 'Added to a workspace',
    },
    {
      type: 'workspace_member.role_changed',
      label: 'New role in a workspace',
    },
    {
      type: 'workspace_member.lost',
      label: 'Removed from a workspace',
    },
    {
      type: 'project_member.granted',
      label: 'Added to a project',
    },
    {
      type: 'project_member.role_changed',
      label: 'New role in a project',
    },
    {
      type: 'project_member.lost',
      label: 'Removed from a project',
    },
    {
      type: SUMMARY_TYPE,
      label: 'Several memberships changed',
    },
  ],
  rules: [membershipRule],
};

function createMembershipEvent(
  change: ChangeEvent,
  scope: ChangeScope,
): Omit<RuleEvent, 'to' | 'reason'> | undefined {
  const { action, entity_type } = change;
  const roleChange = findFieldChange(change, 'role');
  const roleText = roleTexts[roleChange?.after as Role];
  const { name, target_url } = getTarget(scope);
  if (action === 'delete') {
    return { type: `${entity_type}.lost`, ...describeLoss(scope) };
  }
  if (!roleText) {
    return undefined;
  }
  const outcome = action === 'update' ? 'role_changed' : 'granted';
  return {
    type: `${entity_type}.${outcome}`,
    title: `You are now ${roleText} of ${name}`,
    target_url,
  };
}

function getTarget({ workspace, project }: ChangeScope) {
  return project
    ? { name: project.name, target_url: buildProjectPath(project.entity_ref) }
    : {
        name: `the workspace ${workspace.name}`,
        target_url: buildWorkspacePath(workspace.slug),
      };
}

/**
 * Describes a lost membership. A user no longer sees a lost workspace or secret project, so these
 * notifications need no access (`recipients`). An open project may become secret later, so a
 * notification that names an open project requires access.
 */
function describeLoss({
  workspace,
  project,
}: ChangeScope): Pick<RuleEvent, 'title' | 'visibility'> {
  if (project?.access === 'open') {
    return { title: `You are no longer a member of ${project.name}` };
  }
  const scopeName = project
    ? 'a secret project'
    : `the workspace ${workspace.name}`;
  return {
    title: `You are no longer a member of ${scopeName}`,
    visibility: 'recipients',
  };
}

function formatCounts({ counts }: BulkChanges): string {
  const countChanges = (outcome: string) =>
    ['workspace_member', 'project_member']
      .map(type => counts.get(`${type}.${outcome}`) ?? 0)
      .reduce((sum, count) => sum + count);
  const lines = (
    [
      ['granted', 'added'],
      ['lost', 'removed'],
      ['role_changed', 'with a changed role'],
    ] as const
  ).flatMap(([outcome, text]) =>
    countChanges(outcome) > 0
      ? `${formatCountedNoun(
          countChanges(outcome),
          'membership',
          'memberships',
        )} ${text}`
      : [],
  );
  return `${lines.join(', ')}.`;
}
