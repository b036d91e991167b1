import { getEntityIcon } from './getEntityIcon';

/** The icon of a resource type, such as `component` or `worklog`. @public */
export function EntityTypeIcon(props: { type: string | null | undefined }) {
  const Icon = getEntityIcon(props.type);
  return <Icon fontSize="inherit" aria-hidden />;
}
