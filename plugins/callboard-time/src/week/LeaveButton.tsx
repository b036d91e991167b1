import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CloseIcon from '@mui/icons-material/Close';
import IconButton from '@mui/material/IconButton';
import { callboardTimeTranslationRef } from '../translation';

/** Removes a row without time from the week; the grid triggers it on Delete. */
export function LeaveButton(props: { item: string; onLeave: () => void }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <IconButton
      size="small"
      tabIndex={-1}
      className="leave"
      aria-label={t('grid.leave', { item: props.item })}
      onClick={props.onLeave}
    >
      <CloseIcon fontSize="inherit" />
    </IconButton>
  );
}
