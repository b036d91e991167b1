import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/core-components';
import {
  getLinkKind,
  CALLBOARD_SOURCE,
  sourceNames,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import LinkIcon from '@mui/icons-material/Link';
import OpenInNewIcon from '@mui/icons-material/OpenInNew';
import Box from '@mui/material/Box';
import { callboardWorkTranslationRef } from '../translation';

/** Returns the display name of an item's source system. */
export function getSourceName(source: string): string {
  return sourceNames.get(source) ?? source;
}

/**
 * Names the source of an external item or comment, and links to the original; renders nothing for
 * items and comments of Callboard.
 */
export function SourceBadge(props: {
  item: Pick<WorkItem, 'source' | 'external_url' | 'external_id'>;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { source, external_url: url } = props.item;
  if (source === CALLBOARD_SOURCE) {
    return null;
  }
  const name = getSourceName(source);
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        typography: 'body2',
        '& svg': { fontSize: 16 },
      }}
    >
      <LinkIcon aria-hidden />
      {url && getLinkKind(url) === 'external' ? (
        <Link to={url}>
          {t('drawer.openSource', { source: name })}{' '}
          <OpenInNewIcon aria-hidden />
        </Link>
      ) : (
        t('drawer.source', { source: name })
      )}
    </Box>
  );
}
