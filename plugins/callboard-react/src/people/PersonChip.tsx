import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import { IconText } from '../resources/IconText';
import { parseRef } from '../resources/entityRefs';
import { callboardReactTranslationRef } from '../translation';
import { useIsMissing, usePersonName } from './MissingPeople';
import { PersonAvatar } from './PersonAvatar';
import { PersonHoverCard } from './PersonHoverCard';

/**
 * A person as avatar and name, with a link to their catalog page. Hovering or focusing it shows
 * their position and department. Below a `ResourcesProvider`, a person missing from the catalog is
 * grey, with a note.
 *
 * @public
 */
export function PersonChip(props: {
  userRef: string;
  /**
   * The name stored with the record, so that it stays readable after the person leaves. By default,
   * the name that `usePersonName` returns.
   */
  name?: string | null;
  picture?: string | null;
  size?: number;
  /** Set to false inside another clickable element. */
  linked?: boolean;
  /** The workspace whose staff record is shown; by default, the viewer's first workspace. */
  workspace?: string;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const getHref = useEntityRefLink();
  const ref = parseRef(props.userRef);
  const getPersonName = usePersonName();
  const name = props.name || getPersonName(props.userRef);
  const isMissing = useIsMissing(props.userRef);
  const isLinked = ref?.kind === 'user' && props.linked !== false && !isMissing;
  const chip = (
    <IconText
      icon={
        <PersonAvatar
          userRef={props.userRef}
          name={name}
          picture={props.picture}
          size={props.size}
        />
      }
      text={name}
      href={isLinked ? getHref(ref) : undefined}
      note={isMissing ? t('person.missing') : undefined}
      gap={1}
    />
  );
  return ref?.kind === 'user' ? (
    <PersonHoverCard
      workspace={props.workspace}
      userRef={props.userRef}
      name={name}
    >
      <Box
        component="span"
        sx={{
          display: 'inline-flex',
          verticalAlign: 'middle',
          minWidth: 0,
          maxWidth: '100%',
        }}
      >
        {chip}
      </Box>
    </PersonHoverCard>
  ) : (
    chip
  );
}
