import type { WorkItemPatch } from '@callboard/plugin-callboard-common';
import { AssigneeMenu } from './AssigneeMenu';
import { ChoiceMenu } from './ChoiceMenu';
import { EstimateMenu } from './EstimateMenu';
import type { ItemField, ItemFieldValues } from './ItemField';
import { LabelMenu } from './LabelMenu';

/** What a menu of a field is given. */
export interface FieldMenuProps {
  anchor: Element | null;
  values: ItemFieldValues;
  /** Is called once, with what is to change; not where nothing is. */
  onChange: (
    patch: Pick<WorkItemPatch, keyof ItemFieldValues & keyof WorkItemPatch>,
  ) => void;
  onClose: () => void;
}

/** Sets a field of one item, or of several. */
export function FieldMenu(props: FieldMenuProps & { field: ItemField }) {
  const { field, ...others } = props;
  if (field === 'estimate') {
    return <EstimateMenu {...others} />;
  }
  if (field === 'assignees') {
    return <AssigneeMenu {...others} />;
  }
  if (field === 'labels') {
    return <LabelMenu {...others} />;
  }
  return <ChoiceMenu {...others} field={field} />;
}
