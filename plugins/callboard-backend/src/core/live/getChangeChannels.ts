import { ChangeEvent, ProjectAccess } from '@callboard/plugin-callboard-common';
import { ChannelKey } from './ChannelKey';

/**
 * The channels of a change: together they reach exactly the users who may see it.
 *
 * @param getProjectAccess - the current access of a project; undefined if deleted
 */
export function getChangeChannels(
  {
    workspace_id,
    project_id,
    visibility,
    people,
    actor,
  }: Pick<
    ChangeEvent,
    'workspace_id' | 'project_id' | 'visibility' | 'people' | 'actor'
  >,
  getProjectAccess: (project_id: string) => ProjectAccess | undefined,
): ChannelKey[] {
  const everybody: ChannelKey = { kind: 'workspace', scope: workspace_id };
  const createRestrictedKeys = (...keys: ChannelKey[]): ChannelKey[] => [
    { kind: 'admins', scope: workspace_id },
    { kind: 'person', scope: actor.user_ref },
    ...keys,
  ];
  switch (visibility) {
    case 'workspace':
      return [everybody];
    case 'project':
      return project_id && getProjectAccess(project_id) === 'open'
        ? [everybody]
        : createRestrictedKeys({ kind: 'project', scope: project_id! });
    case 'project_members':
      return createRestrictedKeys({ kind: 'members', scope: project_id! });
    case 'people':
      return createRestrictedKeys(
        ...people.map(scope => ({ kind: 'person' as const, scope })),
      );
    default:
      return createRestrictedKeys();
  }
}
