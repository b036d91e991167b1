import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import type { EditForm } from './useEditForm';

/** The error of a save; after a conflict, own changes can be reapplied. */
export function EditProblem(props: {
  edit: Pick<EditForm<never>, 'error' | 'isConflict' | 'rebase'>;
  conflict: string;
  rebaseLabel: string;
  /** Formats errors other than conflicts. */
  formatError: (error: Error) => string;
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
    <Alert severity="error">{props.formatError(error)}</Alert>
  );
}
