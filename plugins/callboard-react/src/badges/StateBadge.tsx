import type { WorkState } from '@callboard/plugin-callboard-common';
import { GroupIcon } from './GroupIcon';
import { BadgeWithLabel } from './BadgeWithLabel';

/** A state: the icon of its group, and its name. @public */
export function StateBadge(props: {
  state: Pick<WorkState, 'name' | 'group'> & { color?: string };
}) {
  const { name, group, color } = props.state;
  return (
    <BadgeWithLabel
      icon={<GroupIcon group={group} color={color} />}
      label={name}
    />
  );
}
