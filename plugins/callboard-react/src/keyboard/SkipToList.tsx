import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import { focusMainList } from '../table/mainList';
import { visuallyHidden } from '../table/visuallyHidden';
import { callboardReactTranslationRef } from '../translation';

/**
 * A link at the start of a page that skips its filters. It is visible while it has the focus.
 *
 * @public
 */
export function SkipToList() {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return (
    <Button
      size="small"
      variant="contained"
      onClick={() => focusMainList()}
      sx={{
        '&:not(:focus)': { ...visuallyHidden, p: 0, minWidth: 0 },
        '&:focus': {
          position: 'absolute',
          zIndex: theme => theme.zIndex.appBar,
        },
      }}
    >
      {t('skipToList')}
    </Button>
  );
}
