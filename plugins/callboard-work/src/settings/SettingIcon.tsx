import { ColorDot, GroupIcon } from '@callboard/plugin-callboard-react';
import type { Setting } from './SettingKind';

/** The shape or colour of a thing that items can have, where it has one. */
export function SettingIcon(props: { thing: Setting }) {
  const { thing } = props;
  if ('group' in thing) {
    return <GroupIcon group={thing.group} color={thing.color} />;
  }
  return 'color' in thing ? <ColorDot color={thing.color} /> : null;
}
