import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Dashboard } from '@callboard/plugin-callboard-common';
import StarIcon from '@mui/icons-material/Star';
import StarBorderIcon from '@mui/icons-material/StarBorder';
import IconButton from '@mui/material/IconButton';
import { callboardDashboardsListTranslationRef } from './listTranslation';

/** The star that adds a dashboard to the reader's favourites or removes it. */
export function FavouriteButton(props: {
  dashboard: Pick<Dashboard, 'name' | 'is_favourite'>;
  onToggle: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { name, is_favourite } = props.dashboard;
  const label = t(is_favourite ? 'unstar' : 'star', { name });
  return (
    <IconButton
      size="small"
      aria-label={label}
      title={label}
      onClick={props.onToggle}
      sx={{ color: is_favourite ? 'warning.main' : 'text.secondary' }}
    >
      {is_favourite ? (
        <StarIcon fontSize="small" />
      ) : (
        <StarBorderIcon fontSize="small" />
      )}
    </IconButton>
  );
}
