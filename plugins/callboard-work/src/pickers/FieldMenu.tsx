import { AssigneeMenu } from './AssigneeMenu';
import { ChoiceMenu } from './ChoiceMenu';
import { EstimateMenu } from './EstimateMenu';
import type { FieldMenuProps } from './FieldMenuProps';
import type { ItemField } from './ItemField';
import { LabelMenu } from './LabelMenu';

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
