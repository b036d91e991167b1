import { entityIconOf } from './entityIconOf';

/** The icon of a resource type, such as `component` or `worklog`. @public */
export function EntityTypeIcon(props: { type: string | null | undefined }) {
  const Icon = entityIconOf(props.type);
  return <Icon fontSize="inherit" aria-hidden />;
}
