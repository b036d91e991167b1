import Stack from '@mui/material/Stack';
import type { NewItemFieldsProps } from './NewItemFieldsProps';
import { NewItemField } from './NewItemField';

/** The fields that most new items get. */
export function MainFields(props: NewItemFieldsProps) {
  return (
    <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
      <NewItemField {...props} field="state" />
      <NewItemField {...props} field="priority" />
      <NewItemField {...props} field="assignees" />
    </Stack>
  );
}
