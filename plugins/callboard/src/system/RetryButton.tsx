import ReplayIcon from '@mui/icons-material/Replay';
import Button from '@mui/material/Button';

/** Retries a failed item. */
export function RetryButton(props: {
  label: string;
  /** The id of the element that describes the item. */
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
