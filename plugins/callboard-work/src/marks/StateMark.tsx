import type { WorkState } from '@callboard/plugin-callboard-common';
import { GroupIcon, MarkedWord } from '@callboard/plugin-callboard-react';

/** A state: a shape for what it means, and its name. */
export function StateMark(props: {
  state: Pick<WorkState, 'name' | 'group' | 'color'>;
}) {
  const { name, group, color } = props.state;
  return (
    <MarkedWord mark={<GroupIcon group={group} color={color} />} word={name} />
  );
}
