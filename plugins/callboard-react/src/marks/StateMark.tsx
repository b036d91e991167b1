import type { WorkState } from '@callboard/plugin-callboard-common';
import { GroupIcon } from './GroupIcon';
import { MarkedWord } from './MarkedWord';

/** A state: the icon of its group, and its name. @public */
export function StateMark(props: {
  state: Pick<WorkState, 'name' | 'group'> & { color?: string };
}) {
  const { name, group, color } = props.state;
  return (
    <MarkedWord mark={<GroupIcon group={group} color={color} />} word={name} />
  );
}
