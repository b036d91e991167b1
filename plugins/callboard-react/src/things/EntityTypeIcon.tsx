import { entityIcons } from './entityIcons';

/** The icon of a type of thing, such as `component` or `worklog`. @public */
export function EntityTypeIcon(props: { type: string | null | undefined }) {
  const Icon = entityIcons[props.type ?? 'other'] ?? entityIcons.other;
  return <Icon fontSize="inherit" aria-hidden />;
}
