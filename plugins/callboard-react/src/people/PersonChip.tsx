import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import { IconText } from '../resources/IconText';
import { parseRef } from '../resources/parseRef';
import { callboardReactTranslationRef } from '../translation';
import { useIsMissing, usePersonName } from './MissingPeople';
import { PersonAvatar } from './PersonAvatar';
import { PersonHoverCard } from './PersonHoverCard';

/**
 * The person who did something, as avatar and name, with a link to their page
 * in the catalog, and their position and department once the pointer or the focus
 * rests on it. The name is stored with the data, so that it stays readable
 * when they leave; below a `ResourcesProvider`, it is grey then, and says so.
 *
 * @public
 */
export function PersonChip(props: {
  userRef: string;
  name?: string | null;
  picture?: string | null;
  size?: number;
  /** False inside something that is clickable itself. */
  linked?: boolean;
  /** Whose staff the person may be in; by default, the reader's first. */
  workspace?: string;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const hrefOf = useEntityRefLink();
  const ref = parseRef(props.userRef);
  const nameOf = usePersonName();
  const name = props.name || nameOf(props.userRef);
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
      href={isLinked ? hrefOf(ref) : undefined}
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
