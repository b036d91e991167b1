import type {
  WorkItem,
  WorkItemBulkUpdate,
} from '@callboard/plugin-callboard-common';
import { FieldMenu } from '../pickers/FieldMenu';
import { ParentMenu } from '../pickers/ParentMenu';
import { BulkDateMenu } from './BulkDateMenu';
import type { BulkField } from './BulkField';
import { BulkListMenu } from './BulkListMenu';
import { getSharedValues } from './getSharedValues';

/** Sets a field of many items. */
export function BulkFieldMenu(props: {
  field: BulkField;
  items: readonly WorkItem[];
  anchor: Element;
  onChange: (changes: WorkItemBulkUpdate['changes']) => void;
  onClose: () => void;
}) {
  const { field, items, ...others } = props;
  switch (field) {
    case 'assignees':
    case 'labels':
      return <BulkListMenu {...others} field={field} items={items} />;
    case 'start_date':
    case 'target_date':
      return (
        <BulkDateMenu
          {...others}
          field={field}
          onPick={date => props.onChange({ [field]: date })}
        />
      );
    case 'parent': {
      const [{ parent_id }] = items;
      const isShared = items.every(item => item.parent_id === parent_id);
      return (
        <ParentMenu
          {...others}
          items={items}
          value={isShared ? parent_id : undefined}
          onPick={picked => props.onChange({ parent_id: picked })}
        />
      );
    }
    default:
      return (
        <FieldMenu
          {...others}
          isOfSeveral
          field={field}
          values={getSharedValues(items)}
        />
      );
  }
}
