import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { linkKind } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { useEntityTypeWords } from '../activity/useEntityTypeWords';
import { callboardReactTranslationRef } from '../translation';
import { EntityTypeIcon } from './EntityTypeIcon';
import { IconText } from './IconText';
import { parseRef } from './parseRef';
import { usePlace } from './ThingsProvider';
import { usePageName } from './usePageName';

/**
 * Where a thing lives in the portal: an entity's page for an entity reference,
 * the page itself for a path, otherwise nowhere.
 */
function useHref(id: string | null | undefined): string | undefined {
  const hrefOf = useEntityRefLink();
  const ref = parseRef(id);
  if (ref) {
    return hrefOf(ref);
  }
  return id && linkKind(id) === 'internal' ? id : undefined;
}

/**
 * A thing as icon and label, linked to where it lives in the portal. Below a
 * `ThingsProvider`, those that are gone are grey and say so.
 *
 * @public
 */
export function EntityLink(props: {
  type: string | null | undefined;
  id: string | null | undefined;
  label: string | null | undefined;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const ownPage = useHref(props.id);
  const place = usePlace(props.type, props.id);
  const pageName = usePageName(props.type, props.label);
  const words = useEntityTypeWords();
  const type = props.type ? words(props.type) : undefined;
  const label =
    pageName ||
    props.label ||
    parseRef(props.id)?.name ||
    props.id ||
    (type ?? '');
  return (
    <IconText
      icon={
        <Box
          component="span"
          sx={{ color: 'text.secondary', display: 'flex', fontSize: 18 }}
        >
          <EntityTypeIcon type={props.type} />
        </Box>
      }
      text={label}
      href={typeof place === 'object' ? place.url : ownPage}
      note={place === 'gone' ? t('things.gone') : undefined}
      title={type && type !== label ? `${type}: ${label}` : label}
    />
  );
}
