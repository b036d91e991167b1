import { ColorDot, GroupIcon } from '@callboard/plugin-callboard-react';
import type { Setting } from './SettingKind';

/** The shape or colour of a setting, if it has one. */
export function SettingIcon(props: { resource: Setting }) {
  const { resource } = props;
  if ('group' in resource) {
    return <GroupIcon group={resource.group} color={resource.color} />;
  }
  return 'color' in resource ? <ColorDot color={resource.color} /> : null;
}
