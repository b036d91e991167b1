import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import type { EditForm } from './useEditForm';

/** Why changes were not saved; after a conflict they can be put on top. */
export function EditProblem(props: {
  edit: Pick<EditForm<never>, 'error' | 'isConflict' | 'rebase'>;
  conflict: string;
  rebaseLabel: string;
  /** Says what else went wrong. */
  failureOf: (error: Error) => string;
}) {
  const { error, isConflict, rebase } = props.edit;
  if (!error) {
    return null;
  }
  return isConflict ? (
    <Alert severity="warning">
      {props.conflict}
      <Button
        color="inherit"
        variant="outlined"
        size="small"
        onClick={rebase}
        sx={{ display: 'block', mt: 1 }}
      >
        {props.rebaseLabel}
      </Button>
    </Alert>
  ) : (
    <Alert severity="error">{props.failureOf(error)}</Alert>
  );
}
