import ReplayIcon from '@mui/icons-material/Replay';
import Button from '@mui/material/Button';

/** Has what failed tried again. */
export function RetryButton(props: {
  label: string;
  /** The id of what says which one is meant. */
  describedBy: string;
  onClick: () => void;
}) {
  return (
    <Button
      size="small"
      variant="outlined"
      startIcon={<ReplayIcon />}
      aria-describedby={props.describedBy}
      data-retry
      onClick={props.onClick}
    >
      {props.label}
    </Button>
  );
}
