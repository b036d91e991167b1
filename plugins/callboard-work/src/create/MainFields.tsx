import Stack from '@mui/material/Stack';
import type { NewItemFieldsProps } from './NewItemFieldsProps';
import { NewItemField } from './NewItemField';

/** What most items are given at once. */
export function MainFields(props: NewItemFieldsProps) {
  return (
    <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
      <NewItemField {...props} field="state" />
      <NewItemField {...props} field="priority" />
      <NewItemField {...props} field="assignees" />
    </Stack>
  );
}
